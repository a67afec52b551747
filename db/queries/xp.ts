import type { Knex } from 'knex';
import { UserLevel } from '../models/user-level.js';
import type { XpLog } from '../models/xp-log.js';
import { columnsOf } from './columns.js';

const SHOWN = [
  ...(['id', 'kind', 'sourceId', 'requested', 'granted', 'studyDay', 'timeZone', 'dayStartsAt'] as const),
  ...(['earnedAt', 'createdAt'] as const),
] as const;

const COLUMNS = columnsOf('xp_logs', SHOWN);

/** A line of the ledger as it is shown. */
export type XpLine = Pick<XpLog, (typeof SHOWN)[number]>;

/** The lines of a student's ledger, newest first, those after `cursor` only. */
export async function listXp(
  db: Knex,
  userId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<XpLine[]> {
  const lines = db('xpLogs').where({ userId }).orderBy('id', 'desc').limit(limit).select<XpLine[]>(db.raw(COLUMNS));
  return cursor ? lines.where('id', '<', cursor) : lines;
}

/** A student's XP and level; those of a beginner where nothing was credited yet. */
export async function findLevel(db: Knex, userId: string): Promise<{ xp: number; level: number }> {
  const found = await UserLevel.query(db).findById(userId).select('xp', 'level');
  return found ?? { xp: 0, level: 1 };
}

/** What was granted on a study day, by kind. */
export async function grantedOn(db: Knex, userId: string, studyDay: string): Promise<Partial<Record<string, number>>> {
  const rows = await db('xpLogs').where({ userId, studyDay }).groupBy('kind').select('kind').sum('granted as granted');
  return Object.fromEntries(rows.map(({ kind, granted }) => [kind, Number(granted)]));
}

/** Students with a line in the ledger, in the order of their ids. */
export async function studentsWithXp(
  db: Knex,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<string[]> {
  const students = db('users as u')
    .whereExists(db('xpLogs as x').whereRaw('x.user_id = u.id'))
    .orderBy('u.id')
    .limit(limit);
  if (after !== undefined) students.where('u.id', '>', after);
  return students.pluck('u.id');
}
