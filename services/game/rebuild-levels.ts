import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { UserLevel } from '../../db/models/user-level.js';
import { studentsWithXp } from '../../db/queries/xp.js';
import type { Clock } from '../shared/clock.js';
import { lockIfThere } from '../shared/lock-if-there.js';
import { type Rebuilt, rebuildEach } from '../shared/rebuild-each.js';
import { lockStreak } from './lock-streak.js';
import { raiseVersion } from './raise-version.js';
import { sumLedger } from './sum-ledger.js';

/**
 * Makes every student's XP and level anew from the ledger, one after the other, while the product runs. Where nothing
 * is wrong they are the same.
 * @returns how many students there were, and how many had another sum or level before
 */
export const rebuildLevels = ({ db, clock }: { db: Knex; clock: Clock }): Promise<Rebuilt> =>
  rebuildEach<string>(
    db,
    (after, limit) => studentsWithXp(db, { after, limit }),
    (userId, trx) => rebuildOne(userId, clock(), trx),
  );

/** @returns whether the sum or level was another before; false for somebody who has gone meanwhile */
async function rebuildOne(userId: string, now: Date, trx: Transaction): Promise<boolean> {
  if (!(await lockIfThere(userId, trx))) return false;
  await lockStreak(userId, now, trx);
  // Once the streak is held: what is earned until then is in both.
  const kept = await UserLevel.query(trx).findById(userId).select('xp', 'level');
  const { xp, level } = await sumLedger(userId, trx);
  if (xp === kept?.xp && level === kept.level) return false;
  await raiseVersion(userId, trx);
  return true;
}
