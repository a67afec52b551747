import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';
import { type Config, loadConfig } from '../../config.js';
import { createKnex } from '../../db/knex.js';
import { type Clock, systemClock } from '../../services/shared/clock.js';
import { cloneDatabase } from './database.js';
import { emptyStorage, storageOf } from './objects.js';

/** What services stand on, on real engines: a database, task queues, object keys and limits of its own, and no API. */
export interface TestData {
  config: Config;
  /** The same, as an environment for child processes. */
  env: Record<string, string>;
  db: Knex;
  clock: Clock;
  storage: ObjectStorage;
  close(): Promise<void>;
}

/**
 * Makes one.
 * @param adapt changes that need to know the variables themselves, such as the address of the database
 */
export async function openTestData(
  overrides: Record<string, string> = {},
  adapt: (own: Record<string, string>) => Record<string, string> = () => ({}),
): Promise<TestData> {
  const name = randomUUID().slice(0, 8);
  const keys = join(tmpdir(), `scholium-test-${name}.jwks.json`);
  const mails = join(tmpdir(), `scholium-test-${name}-mails`);
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
    // The patience of a busy machine.
    VIEW_WAIT_MS: '1000',
    ARGON2_MEMORY_KIB: '8192',
    ARGON2_PASSES: '1',
    SIGN_IN_PER_MINUTE: '20000',
    READS_PER_MINUTE: '20000',
    WRITES_PER_MINUTE: '20000',
    UPLOADS_PER_MINUTE: '20000',
    AI_PER_MINUTE: '20000',
    BEATS_PER_MINUTE: '20000',
    // Tests hold up the event loop and the pool that they share with the API.
    SHED_LOOP_MS: '60000',
    SHED_POOL_MS: '60000',
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
  return {
    config,
    env,
    db,
    clock: systemClock,
    storage,
    async close() {
      await db.destroy();
      storage.close();
      // At the real server, wherever this configuration was told that it is.
      await emptyStorage({ ...config, S3_ENDPOINT: process.env.S3_ENDPOINT ?? config.S3_ENDPOINT });
      await database.drop();
      await rm(keys, { force: true });
      await rm(mails, { recursive: true, force: true });
    },
  };
}
