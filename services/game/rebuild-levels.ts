import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { type KeptSum, studentsWithXp } from '../../db/queries/xp.js';
import type { Clock } from '../shared/clock.js';
import { lockIfThere } from '../shared/lock-if-there.js';
import { type Rebuilt, rebuildEach } from '../shared/rebuild-each.js';
import { lockStreak } from './lock-streak.js';
import { sumLedger } from './sum-ledger.js';

/**
 * Makes every student's XP and level anew from the ledger, one after the other, while the product runs. Where nothing
 * is wrong they are the same.
 * @returns how many students there were, and how many had another sum or level before
 */
export const rebuildLevels = ({ db, clock }: { db: Knex; clock: Clock }): Promise<Rebuilt> =>
  rebuildEach<KeptSum>(
    db,
    (last, limit) => studentsWithXp(db, { after: last?.userId, limit }),
    (student, trx) => rebuildOne(student, clock(), trx),
  );

/** @returns whether the sum or level was another before; false for somebody who has gone meanwhile */
async function rebuildOne(kept: KeptSum, now: Date, trx: Transaction): Promise<boolean> {
  if (!(await lockIfThere(kept.userId, trx))) return false;
  await lockStreak(kept.userId, now, trx);
  const { xp, level } = await sumLedger(kept.userId, trx);
  return xp !== kept.xp || level !== kept.level;
}
