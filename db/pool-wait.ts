import type { Knex } from 'knex';

/** What knex tells of its pool; each request for a connection has an id. */
interface PoolEvents {
  on(event: 'acquireRequest' | 'acquireSuccess' | 'acquireFail', listener: (id: number) => void): void;
}

/** Watches a pool. @returns how long the one who waits longest for a connection has waited, in milliseconds */
export function watchPoolWait(db: Knex): () => number {
  // In the order in which they came.
  const waiting = new Map<number, number>();
  const { pool } = db.client as { pool: PoolEvents };
  pool.on('acquireRequest', (id) => void waiting.set(id, performance.now()));
  pool.on('acquireSuccess', (id) => void waiting.delete(id));
  pool.on('acquireFail', (id) => void waiting.delete(id));
  return () => {
    const [since] = waiting.values();
    return since === undefined ? 0 : performance.now() - since;
  };
}
