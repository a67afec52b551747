import { EventEmitter, once } from 'node:events';
import pg from 'pg';
import { connectionSettings } from '../db/knex.js';
import type { Log } from './ports.js';

/** Waits for rows to reach a final state without holding a pooled connection. */
export interface SettledRows {
  /** Resolves when `isSettled` says so, the time is up, or the signal aborts. */
  wait(id: string, options: { seconds: number; signal: AbortSignal; isSettled: () => Promise<boolean> }): Promise<void>;
  close(): Promise<void>;
}

/** How often a waiter looks by itself: the net under notifications that were lost. */
const POLL_MS = 2_000;

/** One connection that listens for `row_settled`, shared by all waiters; made at the first wait and again when lost. */
export function createSettledRows(databaseUrl: string, log: Log): SettledRows {
  const settled = new EventEmitter().setMaxListeners(0);
  let listener: pg.Client | undefined;

  const listen = async () => {
    if (listener) return;
    const client = new pg.Client({ ...connectionSettings(databaseUrl), application_name: 'scholium-listen' });
    listener = client;
    const lost = () => {
      if (listener === client) listener = undefined;
    };
    // Not once: a connection that the server ends tells of two errors, and one that nobody hears ends the process.
    client.on('error', lost).once('end', lost);
    client.on('notification', ({ payload }) => payload && settled.emit(payload));
    try {
      await client.connect();
      await client.query('LISTEN row_settled');
    } catch {
      lost();
      void client.end().catch(() => {});
      log.warn({}, 'cannot listen for settled rows; waiters poll');
    }
  };

  return {
    async wait(id, { seconds, signal, isSettled }) {
      const until = Date.now() + seconds * 1_000;
      await listen();
      while (!signal.aborted && Date.now() < until) {
        // Heard before asked: a row that settles in between is not missed.
        const pause = new AbortController();
        const heard = once(settled, id, { signal: pause.signal }).catch(() => {});
        const stop = () => pause.abort();
        const timer = setTimeout(stop, Math.min(POLL_MS, Math.max(until - Date.now(), 1)));
        signal.addEventListener('abort', stop, { once: true });
        try {
          if (await isSettled()) return;
          await heard;
        } finally {
          clearTimeout(timer);
          signal.removeEventListener('abort', stop);
          stop();
        }
      }
    },
    async close() {
      await listener?.end().catch(() => {});
    },
  };
}
