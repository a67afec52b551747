import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { type KeptSum, studentsWithXp } from '../../db/queries/xp.js';
import { inBatches } from '../../lib/in-batches.js';
import type { Clock } from '../shared/clock.js';
import { lockIfThere } from '../shared/lock-if-there.js';
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
      const isRepaired = await db.transaction((trx) => rebuildOne(student, clock(), trx));
      done.students += 1;
      if (isRepaired) done.repaired += 1;
    }
  }
  return done;
}

/** @returns whether the sum or level was another before; false for somebody who has gone meanwhile */
async function rebuildOne(kept: KeptSum, now: Date, trx: Transaction): Promise<boolean> {
  if (!(await lockIfThere(kept.userId, trx))) return false;
  await lockStreak(kept.userId, now, trx);
  const { xp, level } = await sumLedger(kept.userId, trx);
  return xp !== kept.xp || level !== kept.level;
}
