import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { inBatches } from '../../lib/in-batches.js';

/** Items that one query names. */
const BATCH = 500;

/** How many items a rebuild looked at, and how many were something else before. */
export interface Rebuilt {
  looked: number;
  repaired: number;
}

/**
 * Makes every item of a list anew, one after the other, each in a transaction of its own: while the product runs,
 * whoever waits for one waits for no other.
 * @param list gives up to `limit` items after one, in their order
 * @param rebuildOne says whether the item was something else before
 */
export async function rebuildEach<T>(
  db: Knex,
  list: (after: T | undefined, limit: number) => Promise<T[]>,
  rebuildOne: (item: T, trx: Transaction) => Promise<boolean>,
): Promise<Rebuilt> {
  const done = { looked: 0, repaired: 0 };
  for await (const batch of inBatches(BATCH, list)) {
    for (const item of batch) {
      const isRepaired = await db.transaction((trx) => rebuildOne(item, trx));
      done.looked += 1;
      if (isRepaired) done.repaired += 1;
    }
  }
  return done;
}
