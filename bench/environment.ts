import { join } from 'node:path';
import { configNames, loadConfig } from '../config.js';
import { withKnex } from '../db/knex.js';
import { migrateToLatest } from '../db/migrate.js';
import { ensureAuthKeys } from '../services/auth/key-files.js';
import { loadContent } from '../services/content/load-content.js';
import { storeContent } from '../services/content/store-content.js';
import { systemClock } from '../services/shared/clock.js';
import type { Children } from '../stack/children.js';
import { startEngines } from '../stack/engines/start.js';
import { LEAN_MEMORY } from '../stack/lean-memory.js';
import { leaveLessonsOut } from '../stack/lessons-out.js';
import { freePorts } from '../stack/ports.js';
import type { Progress } from '../stack/progress.js';
import type { Bench } from './benchmark.js';

/** Said here rather than taken from defaults, because the figures depend on them. */
const SETTINGS = { OCR_WORKERS: '2', OCR_DPI: '150', EMBEDDINGS_PROVIDER: 'offline' };

/** The caller's environment without the product's variables: neither their engines nor their settings are measured. */
function neutralEnvironment(): NodeJS.ProcessEnv {
  const ours = new Set(configNames());
  const foreign = Object.entries(process.env).filter(([name]) => !ours.has(name) && !name.startsWith('TEMPORAL_'));
  return Object.fromEntries(foreign);
}

/**
 * Starts every engine on free ports, as durable as `npm start` has them, since syncing is part of the truth;
 * makes the schema and the keys.
 */
export async function startEnvironment(
  children: Children,
  progress: Progress,
): Promise<Omit<Bench, 'isShort' | 'isFull' | 'isHeldOut' | 'isCheck'>> {
  const neutral = neutralEnvironment();
  const ports = await freePorts();
  const engines = await startEngines({ children, ports, durable: true, progress, env: neutral });
  const env = {
    ...neutral,
    ...engines.env,
    ...SETTINGS,
    // As `npm start` runs the product's processes.
    ...LEAN_MEMORY,
    AUTH_KEYS_FILE: join(children.home.data, 'auth.jwks.json'),
    MAIL_FOLDER: join(children.home.data, 'mail'),
    API_PORT: String(ports.api),
    WORKER_HEALTH_PORT: String(ports.workerHealth),
  };
  const config = loadConfig(env);
  await migrateToLatest(config.DATABASE_URL);
  const content = await loadContent();
  await withKnex(config.DATABASE_URL, (db) => storeContent({ db, clock: systemClock }, content));
  await leaveLessonsOut(config.DATABASE_URL);
  await ensureAuthKeys(config.AUTH_KEYS_FILE);
  return { env, config, ports, children, say: progress.line };
}
