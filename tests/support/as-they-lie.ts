import type { Knex } from 'knex';

/**
 * Runs `read` where a planner may use no index, which could happen to give the order that is asked for. Without an
 * order Postgres then gives rows as they lie, which in a test is as they were inserted.
 */
export const asTheyLie = <T>(db: Knex, read: (trx: Knex.Transaction) => PromiseLike<T>): Promise<T> =>
  db.transaction(async (trx) => {
    for (const off of ['indexscan', 'indexonlyscan', 'bitmapscan']) await trx.raw(`SET LOCAL enable_${off} = off`);
    return read(trx);
  });
