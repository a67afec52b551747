import type { Knex } from 'knex';
import { type Promotion, takePromotions } from '../../db/queries/league-ends.js';
import { writeNoticesOf } from '../../db/queries/notices.js';
import { participation } from '../../domain/social/leagues/membership.js';

/** Students who are told in one transaction. */
const BATCH = 500;

/**
 * Tells students that they have gone up, each once; who takes part no more is not told.
 * @param input.report is told the count so far
 * @throws the signal's reason, with some told.
 */
export async function tellPromotions(
  { db }: { db: Knex },
  { report }: { report: (told: number) => void },
  signal: AbortSignal,
): Promise<number> {
  let told = 0;
  let taken: Promotion[];
  do {
    signal.throwIfAborted();
    taken = await db.transaction(async (trx) => {
      const promotions = await takePromotions(trx, BATCH);
      const toTell = promotions.filter((one) => one.isActive && participation(one) === 'in');
      await writeNoticesOf(
        trx,
        toTell.map(({ userId, week, tier }) => ({
          userId,
          kind: 'league-promotion',
          topic: week,
          facts: { week, tier },
        })),
      );
      told += toTell.length;
      return promotions;
    });
    report(told);
  } while (taken.length === BATCH);
  return told;
}
