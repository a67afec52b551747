import type { Knex } from 'knex';
import { type KeptSum, studentsWithXp } from '../../db/queries/xp.js';
import { inBatches } from '../../lib/in-batches.js';
import type { Clock } from '../shared/clock.js';
import { lockStreak } from './lock-streak.js';
import { sumLedger } from './sum-ledger.js';

/** Students that one query names. */
const BATCH = 500;

/**
 * Makes every student's XP and level anew from the ledger, one after the other, while the product runs. Where nothing
 * is wrong they are the same.
 * @returns how many students there were, and how many had another sum or level before
 */
export async function rebuildLevels({
  db,
  clock,
}: {
  db: Knex;
  clock: Clock;
}): Promise<{ students: number; repaired: number }> {
  const done = { students: 0, repaired: 0 };
  for await (const batch of inBatches<KeptSum>(BATCH, (last, limit) =>
    studentsWithXp(db, { after: last?.userId, limit }),
  )) {
    for (const student of batch) {
      const { xp, level } = await db.transaction(async (trx) => {
        await lockStreak(student.userId, clock(), trx);
        return sumLedger(student.userId, trx);
      });
      done.students += 1;
      if (xp !== student.xp || level !== student.level) done.repaired += 1;
    }
  }
  return done;
}
