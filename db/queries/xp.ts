import type { Knex } from 'knex';
import { UserLevel } from '../models/user-level.js';
import { XpLog } from '../models/xp-log.js';

/** The lines of a student's ledger, newest first, those after `cursor` only. */
export async function listXp(
  db: Knex,
  userId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<XpLog[]> {
  const lines = XpLog.query(db).where({ userId }).orderBy('id', 'desc').limit(limit);
  if (cursor) lines.where('id', '<', cursor);
  return lines;
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
