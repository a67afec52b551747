/**
 * What a deployment needs before its API and worker start, and again after each upgrade: the newest schema, the
 * catalog of subjects, the bucket, the key set of access tokens. Safe to repeat. `npm start` does the same by itself;
 * containers run this once.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig } from '../config.js';
import { withKnex } from '../db/knex.js';
import { migrateToLatest } from '../db/migrate.js';
import { ensureAuthKeys } from '../services/auth/key-files.js';
import { loadContent } from '../services/content/load-content.js';
import { storeContent } from '../services/content/store-content.js';
import { systemClock } from '../services/shared/clock.js';
import { ensureBucket } from './bucket.js';

const PATIENCE_MS = 60_000;

/** Servers that answer already may refuse work for a moment. @throws the last error when a minute was not enough */
async function patiently(what: string, work: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await work();
      console.log(`${what}: ready`);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(1_000);
    }
  }
}

try {
  const config = loadConfig(process.env);
  const content = await loadContent();
  await patiently('Schema', () => migrateToLatest(config.DATABASE_URL));
  await patiently('Content', () =>
    withKnex(config.DATABASE_URL, (db) => storeContent({ db, clock: systemClock }, content)),
  );
  await patiently('Bucket', () => ensureBucket(config.S3_ENDPOINT, process.env));
  await patiently('Key set', () => ensureAuthKeys(config.AUTH_KEYS_FILE));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
