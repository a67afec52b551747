import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { findStats } from '../../db/queries/achievements.js';
import { listStudentsToCount, writeStats } from '../../db/queries/game.js';
import type { Clock } from '../shared/clock.js';
import { lockIfThere } from '../shared/lock-if-there.js';
import { type Rebuilt, rebuildEach } from '../shared/rebuild-each.js';
import { lockStreak } from './lock-streak.js';
import { recountStats } from './recount-stats.js';

/**
 * Counts what every student has done anew from the ledger, one after the other, while the product runs. Where nothing is
 * wrong it is the same.
 * @returns how many students there were, and of how many something else was counted before
 */
export const rebuildStats = ({ db, clock }: { db: Knex; clock: Clock }): Promise<Rebuilt> =>
  rebuildEach<string>(
    db,
    (after, limit) => listStudentsToCount(db, { after, limit }),
    (userId, trx) => rebuildOne(userId, clock(), trx),
  );

/** @returns whether something else was counted before; false for somebody who has gone meanwhile */
async function rebuildOne(userId: string, now: Date, trx: Transaction): Promise<boolean> {
  if (!(await lockIfThere(userId, trx))) return false;
  const { longest } = await lockStreak(userId, now, trx);
  const [before, counted] = [await findStats(trx, userId), await recountStats({ userId, longest }, trx)];
  if (isDeepStrictEqual(before, counted)) return false;
  await writeStats(trx, userId, counted);
  return true;
}
