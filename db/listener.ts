import { EventEmitter } from 'node:events';
import pg from 'pg';
import { ENGINE_WAITS_MS } from '../domain/wait-limits.js';
import { connectionSettings } from './knex.js';

/**
 * What the database tells: a row reached a final state; an account, its profile or its sessions changed; a version of
 * what a student sees is there that Redis was not told of.
 */
const CHANNELS = ['run_finished', 'account_changed', 'version_raised'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * One connection that hears what the database tells. Notices are lost while it is away,
 * so they may only make things quicker: nothing may depend on them.
 */
export interface Listener {
  /** Calls back with what each notice carries: an id, of a version with the version. */
  on(channel: Channel, heard: (id: string) => void): void;
  /** Calls back when notices may have been missed. */
  onLost(lost: () => void): void;
  /** Connects where there is no connection; never throws. */
  ensure(): Promise<void>;
  close(): Promise<void>;
}

/** How long a failed attempt to connect is not repeated. */
const RETRY_MS = 1_000;

/** A listener that connects when it is first needed, and again when it is needed after an outage. */
export function createListener(databaseUrl: string): Listener {
  const notices = new EventEmitter().setMaxListeners(0);
  let client: pg.Client | undefined;
  let connecting: Promise<unknown> | undefined;
  let retryAt = 0;

  const connect = async () => {
    const next = new pg.Client({
      ...connectionSettings(databaseUrl, ENGINE_WAITS_MS.postgresListen),
      application_name: 'scholium-listen',
    });
    client = next;
    const lost = () => {
      if (client !== next) return;
      client = undefined;
      connecting = undefined;
      retryAt = performance.now() + RETRY_MS;
      notices.emit('lost');
    };
    // Not once: a connection that the server ends tells of two errors, and one that nobody hears ends the process.
    next.on('error', lost).once('end', lost);
    next.on('notification', ({ channel, payload }) => payload && notices.emit(channel, payload));
    try {
      await next.connect();
      await next.query(CHANNELS.map((channel) => `LISTEN ${channel}`).join('; '));
    } catch {
      lost();
      void next.end().catch(() => {});
    }
  };

  return {
    on: (channel, heard) => void notices.on(channel, heard),
    onLost: (lost) => void notices.on('lost', lost),
    async ensure() {
      if (!connecting && performance.now() >= retryAt) connecting = connect();
      await connecting;
    },
    async close() {
      retryAt = Number.POSITIVE_INFINITY;
      await connecting;
      await client?.end().catch(() => {});
    },
  };
}
