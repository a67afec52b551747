import type { Knex } from 'knex';
import { eventually } from './eventually.js';

/**
 * Begins `act` while another transaction holds what `hold` locked or changed, looks that it waits for exactly that,
 * and then commits: a test of a lock that hopes for no interleaving.
 * @param then what the other transaction does before it commits, when it is waited for
 * @returns what `act` gives
 * @throws Error when it ends without having waited; else what `act` throws
 */
export async function whileLocked<T>(
  db: Knex,
  hold: (trx: Knex.Transaction) => PromiseLike<unknown>,
  act: () => Promise<T>,
  then: (trx: Knex.Transaction) => PromiseLike<unknown> = async () => {},
): Promise<T> {
  const holding = await db.transaction();
  try {
    await hold(holding);
    const holder = await backendOf(holding);
    let isOver = false;
    const acting = act().finally(() => {
      isOver = true;
    });
    // It is looked at below, whichever way it ends.
    acting.catch(() => {});
    await eventually(async () => {
      if (isOver) throw new Error('it did not wait for the lock', { cause: await acting.catch((error) => error) });
      return isWaitingFor(db, holder);
    });
    await then(holding);
    await holding.commit();
    return await acting;
  } catch (error) {
    await holding.rollback();
    throw error;
  }
}

/**
 * Whether a transaction holds rows so that nobody else may change them now.
 * @param rows the rows, looked at from another connection than the one that may hold them
 */
export async function isHeld(rows: Knex.QueryBuilder): Promise<boolean> {
  try {
    await rows.clone().forNoKeyUpdate().noWait();
    return false;
  } catch (error) {
    if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error;
    return true;
  }
}

/** PostgreSQL's lock_not_available. */
const LOCK_NOT_AVAILABLE = '55P03';

async function backendOf(trx: Knex): Promise<number> {
  const { rows } = await trx.raw<{ rows: { pid: number }[] }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid ?? 0;
}

async function isWaitingFor(db: Knex, holder: number): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND :holder = ANY (pg_blocking_pids(pid))`,
    { holder },
  );
  return rows.length > 0;
}
