import type { Redis } from 'ioredis';
import type { Knex } from 'knex';
import { createRedis } from '../../../clients/redis.js';
import { createViewStore, type ViewStore } from '../../../clients/view-store.js';
import { createListener, type Listener } from '../../../db/listener.js';
import { createViews, type View, type ViewSource, type Views } from '../../../services/views/views.js';
import { eventually } from '../../support/eventually.js';
import type { TestData } from '../../support/test-data.js';

/** The views of one process. */
export interface Process {
  views: Views;
  store: ViewStore;
  redis: Redis;
  listener: Listener;
  close(): Promise<void>;
}

const log = { info() {}, warn() {}, error() {} };

/** Views over connections of their own, as a process has them. */
export async function openProcess(
  { config, db, clock }: Pick<TestData, 'config' | 'db' | 'clock'>,
  {
    redisUrl = config.REDIS_URL,
    waitMs = config.VIEW_WAIT_MS,
    adapt = (store) => store,
  }: { redisUrl?: string; waitMs?: number; adapt?: (store: ViewStore) => ViewStore } = {},
): Promise<Process> {
  const redis = createRedis({ url: redisUrl, onOutage: () => {} });
  const listener = createListener(config.DATABASE_URL);
  const store = adapt(createViewStore(redis, { prefix: config.REDIS_KEY_PREFIX, waitMs }));
  const views = createViews({ db, store, listener, clock, log });
  await eventually(async () => redis.status === 'ready');
  await listener.ensure();
  return {
    ...{ views, store, redis, listener },
    async close() {
      redis.disconnect();
      await listener.close();
    },
  };
}

/** Commits a change of what a student sees. @returns its version */
export async function commit(db: Knex, userId: string): Promise<number> {
  const { rows } = await db.raw(
    `INSERT INTO user_stats (user_id, version) VALUES (:userId, 1)
     ON CONFLICT (user_id) DO UPDATE SET version = user_stats.version + 1 RETURNING version`,
    { userId },
  );
  return rows[0].version;
}

/** The version that Postgres has when a view is made is what the view says. */
export const versionView = (db: Knex, userId: string, made = { times: 0 }): ViewSource => ({
  ...{ view: 'progress', userId },
  async make() {
    made.times += 1;
    const row = await db('user_stats').where({ userId }).first('version');
    return { body: { version: row?.version ?? 0 }, until: inAnHour() };
  },
});

export const inAnHour = () => new Date(Date.now() + 3_600_000);

export const shown = ({ json }: View): number => JSON.parse(String(json)).version;
