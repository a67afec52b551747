import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { addDays } from '../../domain/game/calendar-day.js';
import { type Activity, type Credit, creditActivity } from '../../services/game/credit-activity.js';
import { inTransaction, type TransactionDeps } from '../../services/runs/in-transaction.js';
import { buildStudent } from './factories/index.js';

/** Students who may compete, by their ids. */
export async function buildCompetitors(db: Knex, count: number): Promise<string[]> {
  const students = await Promise.all(Array.from({ length: count }, () => buildStudent(db)));
  const ids = students.map(({ id }) => id);
  await growUp(db, ids);
  return ids;
}

/** Has students have told that they are old enough for leagues. */
export const growUp = (db: Knex, userIds: readonly string[]): Promise<unknown> =>
  db('user_profiles').whereIn('userId', userIds).update({ ageBand: '16-or-older', ageToldAt: new Date() });

/** Credits a student XP, 300 in a study day at most, by the one door. */
export function earn(
  deps: TransactionDeps,
  userId: string,
  points: number,
  at: Date = deps.clock(),
): Promise<Credit | undefined> {
  const activity: Activity = {
    ...{ userId, kind: 'quiz', cause: `quiz:${randomUUID()}`, sourceId: randomUUID(), points },
    ...{ at, adds: {}, topicId: null },
  };
  return inTransaction(deps, (trx, after) => creditActivity(activity, deps.clock(), after, trx));
}

/** Moves what is known of leagues and the ledger back by a week, as if that had gone by. */
export async function letWeekPass(db: Knex): Promise<void> {
  await db.transaction(async (trx) => {
    // The ledger refuses changes of its lines.
    await trx.raw('SET LOCAL session_replication_role = replica');
    await trx.raw(`UPDATE xp_logs SET created_at = created_at - interval '7 days'`);
    for (const table of ['league_members', 'league_tiers']) {
      const weeks: string[] = await trx(table).distinct('week').orderBy('week').pluck('week');
      for (const week of weeks)
        await trx(table)
          .where({ week })
          .update({ week: addDays(week, -7) });
    }
  });
}
