import type { Knex } from 'knex';
import type { Client } from 'pg';
import { createKnex } from '../../db/knex.js';

/** A pool that lets a test do something just before one of its statements is sent. */
export interface InterruptibleKnex {
  db: Knex;
  /**
   * Does something before the n-th statement from now, counted from 1, or before the first after it where it cannot be
   * done yet.
   * @param act tells whether it was done
   */
  before(n: number, act: () => Promise<boolean>): void;
  /** Whether it was done. */
  wasInterrupted(): boolean;
}

/** A pool of one connection to a database. */
export function createInterruptibleKnex(databaseUrl: string): InterruptibleKnex {
  const db = createKnex(databaseUrl, 1);
  let left = Number.POSITIVE_INFINITY;
  let act = async () => true;
  const interrupt = async () => {
    left -= 1;
    if (left <= 0 && (await act())) left = Number.POSITIVE_INFINITY;
  };
  const open: () => Promise<Client> = db.client.acquireRawConnection.bind(db.client);
  db.client.acquireRawConnection = async () => {
    const connection = await open();
    const send = connection.query.bind(connection) as (...call: unknown[]) => unknown;
    const query = (...call: unknown[]) => void interrupt().then(() => send(...call));
    return Object.assign(connection, { query });
  };
  return {
    db,
    before(n, then) {
      left = n;
      act = then;
    },
    wasInterrupted: () => left === Number.POSITIVE_INFINITY,
  };
}
