import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { findStats } from '../../db/queries/achievements.js';
import { listStudentsToCount, writeStats } from '../../db/queries/game.js';
import { inBatches } from '../../lib/in-batches.js';
import type { Clock } from '../shared/clock.js';
import { lockIfThere } from '../shared/lock-if-there.js';
import { lockStreak } from './lock-streak.js';
import { recountStats } from './recount-stats.js';

/** Students that one query names. */
const BATCH = 500;

/**
 * Counts what every student has done anew from the ledger, one after the other, while the product runs. Where nothing is
 * wrong it is the same.
 * @returns how many students there were, and of how many something else was counted before
 */
export async function rebuildStats({
  db,
  clock,
}: {
  db: Knex;
  clock: Clock;
}): Promise<{ students: number; repaired: number }> {
  const done = { students: 0, repaired: 0 };
  for await (const userIds of inBatches<string>(BATCH, (after, limit) => listStudentsToCount(db, { after, limit }))) {
    for (const userId of userIds) {
      const isRepaired = await db.transaction((trx) => rebuildOne(userId, clock(), trx));
      done.students += 1;
      if (isRepaired) done.repaired += 1;
    }
  }
  return done;
}

/** @returns whether something else was counted before; false for somebody who has gone meanwhile */
async function rebuildOne(userId: string, now: Date, trx: Transaction): Promise<boolean> {
  if (!(await lockIfThere(userId, trx))) return false;
  const { longest } = await lockStreak(userId, now, trx);
  const [before, counted] = [await findStats(trx, userId), await recountStats({ userId, longest }, trx)];
  if (isDeepStrictEqual(before, counted)) return false;
  await writeStats(trx, userId, counted);
  return true;
}
