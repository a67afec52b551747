import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { type RunningApi, startApi } from '../../api/start-api.js';
import type { ObjectStorage } from '../../clients/storage.js';
import { type Config, loadConfig } from '../../config.js';
import { createKnex } from '../../db/knex.js';
import { ensureAuthKeys } from '../../services/auth/key-files.js';
import { type Clock, systemClock } from '../../services/shared/clock.js';
import { cloneDatabase } from './database.js';
import { emptyStorage, storageOf } from './objects.js';
import { startWorker, type TestWorker } from './worker-process.js';

/** The product on real engines, with a database, task queues, object keys and limits of its own. */
export interface TestApp {
  config: Config;
  /** The same, as an environment for child processes. */
  env: Record<string, string>;
  api: RunningApi;
  db: Knex;
  clock: Clock;
  /** Of the same objects as the API's. */
  storage: ObjectStorage;
  /** Starts a worker process on this app's queues. */
  startWorker(overrides?: Record<string, string>): Promise<TestWorker>;
  close(): Promise<void>;
}

/** Starts an API in this process; workers are started by the tests that need one. */
export async function startTestApp(
  overrides: Record<string, string> = {},
  /** Changes that need to know the app's own variables, such as the address of its database. */
  adapt: (own: Record<string, string>) => Record<string, string> = () => ({}),
): Promise<TestApp> {
  const name = randomUUID().slice(0, 8);
  const keys = join(tmpdir(), `scholium-test-${name}.jwks.json`);
  const mails = join(tmpdir(), `scholium-test-${name}-mails`);
  await ensureAuthKeys(keys);
  const database = await cloneDatabase();
  const own: Record<string, string> = {
    ...(process.env as Record<string, string>),
    DATABASE_URL: database.url,
    AUTH_KEYS_FILE: keys,
    MAIL_FOLDER: mails,
    SMTP_URL: '',
    APP_URL: '',
    TASK_QUEUE_PREFIX: `${name}-`,
    S3_KEY_PREFIX: `${name}/`,
    REDIS_KEY_PREFIX: `${name}:`,
    API_PORT: '0',
    WORKER_HEALTH_PORT: '0',
    LOG_LEVEL: 'error',
    ARGON2_MEMORY_KIB: '8192',
    ARGON2_PASSES: '1',
    SIGN_IN_PER_MINUTE: '10000',
    REQUESTS_PER_MINUTE: '10000',
    UPLOADS_PER_STUDENT: '1000',
    UPLOADS_AT_ONCE: '1000',
    SHUTDOWN_SECONDS: '5',
    ...overrides,
  };
  const env = { ...own, ...adapt(own) };
  const config = loadConfig(env);
  // The test's own connections go to the database itself.
  const db = createKnex(database.url, 5);
  const storage = storageOf(config);
  const api = await startApi(config);
  const workers: TestWorker[] = [];
  return {
    config,
    env,
    api,
    db,
    clock: systemClock,
    storage,
    async startWorker(more = {}) {
      const worker = await startWorker({ ...env, ...more });
      workers.push(worker);
      return worker;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await api.close();
      await db.destroy();
      storage.close();
      // At the real server, wherever this app was told that it is.
      await emptyStorage({ ...config, S3_ENDPOINT: process.env.S3_ENDPOINT ?? config.S3_ENDPOINT });
      await database.drop();
      await rm(keys, { force: true });
      await rm(mails, { recursive: true, force: true });
    },
  };
}

/** Runs `use` with an app of its own, and closes that whatever happens. */
export async function withTestApp(
  overrides: Record<string, string>,
  use: (app: TestApp) => Promise<void>,
): Promise<void> {
  const app = await startTestApp(overrides);
  try {
    await use(app);
  } finally {
    await app.close();
  }
}
