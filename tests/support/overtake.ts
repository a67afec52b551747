import type { Knex } from 'knex';
import { eventually } from './eventually.js';
import type { TestApp } from './test-app.js';

/**
 * Holds a user's row until `request` waits for it, or is done without it; then changes something in the transaction
 * that holds it, and commits.
 * @returns what the request gives, which began before the change and goes on after it
 */
export async function overtake<T>(
  { db }: Pick<TestApp, 'db'>,
  userId: string,
  request: () => Promise<T>,
  change: (trx: Knex.Transaction) => PromiseLike<unknown>,
): Promise<T> {
  const trx = await db.transaction();
  await trx('users').where({ id: userId }).forUpdate().select('id');
  let isDone = false;
  const running = request().finally(() => {
    isDone = true;
  });
  await eventually(async () => isDone || (await isWaiting(db)));
  await change(trx);
  await trx.commit();
  return running;
}

/** Whether any connection to this database waits for a lock. */
async function isWaiting(db: Knex): Promise<boolean> {
  const waiting = await db('pg_stat_activity')
    .whereRaw('datname = current_database()')
    .where({ wait_event_type: 'Lock' })
    .first('pid');
  return waiting !== undefined;
}
