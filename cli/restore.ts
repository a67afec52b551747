/**
 * `npm run restore -- FOLDER [--erased FILE]`: a backup into an empty, stopped system; the worker that is started
 * afterwards goes on with what was open. Works on what the environment names, by default on the engines of `npm start`,
 * which it starts for the time it takes.
 */
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createObjectStorage } from '../clients/storage.js';
import { storageLocation } from '../clients/storage-location.js';
import { loadConfig } from '../config.js';
import { createKnex } from '../db/knex.js';
import { eraseAgain } from '../services/account/erasure/erase-again.js';
import { audit } from '../services/audit/audit.js';
import { renumberOpenRows } from '../services/runs/renumber-open-rows.js';
import { systemClock } from '../services/shared/clock.js';
import { startEngines } from '../stack/engines/start.js';
import { launch } from '../stack/launcher.js';
import { homeAt, ROOT } from '../stack/paths.js';
import { portsFromEnvironment } from '../stack/ports.js';
import { createProgress } from '../stack/progress.js';
import { createTemporalClient, createWorkflowStarter } from '../temporal-config/client.js';
import { assertEmptyAndStopped } from './backup/empty-system.js';
import { ERASED, listBeside, readBackup, readErased } from './backup/folder.js';
import { majorOf } from './backup/pg-tools.js';
import { restoreKeys, restoreObjects, restoreRows } from './backup/put-back.js';

const USAGE = `npm run restore -- FOLDER                 a backup into an empty, stopped system
npm run restore -- FOLDER --erased FILE   with a list of people who were erased since, an id a line`;

/** @returns the exit code: 1 where a row's object is not in the backup */
async function restore(folder: string, erasedFiles: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { takenAt, postgres } = await readBackup(folder);
  console.log(`The backup of ${takenAt} is whole: every file has its hash.`);
  const config = loadConfig(env);
  const storage = createObjectStorage(storageLocation(config));
  const client = createTemporalClient(config);
  const starter = createWorkflowStarter(client, config.TASK_QUEUE_PREFIX);
  const first = createKnex(config.DATABASE_URL, 1);
  try {
    if ((await majorOf(first)) < postgres)
      throw new Error(`The backup is of PostgreSQL ${postgres}, this one is older.`);
    await assertEmptyAndStopped({ db: first, storage });
  } catch (error) {
    storage.close();
    await client.connection.close();
    throw error;
  } finally {
    await first.destroy();
  }
  await restoreRows(folder, config);
  console.log('Rows: restored.');
  const db = createKnex(config.DATABASE_URL, 2);
  try {
    console.log(`Objects: ${await restoreObjects(folder, storage)} restored.`);
    await restoreKeys(folder, config);
    const log = { info() {}, warn() {}, error() {} };
    // Nobody works on them before the worker starts, and Temporal needs not know them yet.
    const deps = { db, clock: systemClock, log, starter: { ...starter, start: async () => {} } };
    const erased = new Set((await Promise.all([...erasedFiles, join(folder, ERASED)].map(readErased))).flat());
    let again = 0;
    for (const id of erased) if (await eraseAgain(deps, id)) again += 1;
    console.log(`Erasures since: ${again} of ${erased.size} people are to be erased again.`);
    const { open, renumbered } = await renumberOpenRows(deps);
    console.log(`Open work: ${open} rows, ${renumbered} of which Temporal knows of a later time and get another run.`);
    let missing = 0;
    const all = { db, storage, starter, clock: systemClock, graceSeconds: 0 };
    for await (const { found, findings } of audit(all, { only: ['objects'] }, new AbortController().signal)) {
      missing += found;
      for (const { id, wrong } of findings) console.log(`  ${id}  ${wrong}`);
    }
    console.log(missing === 0 ? 'Every row has its object.' : `${missing} rows have no object.`);
    console.log('Start the worker and the API: open work goes on within two minutes. Then run `npm run audit`.');
    return missing === 0 ? 0 : 1;
  } finally {
    await db.destroy();
    storage.close();
    await client.connection.close();
  }
}

function readArguments(args: string[]): { folder: string; erased: string[] } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { erased: { type: 'string' } },
      allowPositionals: true,
    });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) return undefined;
    return {
      folder: resolve(folder),
      erased: [listBeside(resolve(folder)), ...(values.erased ? [values.erased] : [])],
    };
  } catch {
    return undefined;
  }
}

/** Engines whose addresses are not given are those of `npm start`, which must not run meanwhile. */
async function withEngines(work: (env: NodeJS.ProcessEnv) => Promise<number>): Promise<void> {
  const progress = createProgress();
  const only = (['postgres', 's3', 'temporal'] as const).filter((name) => !process.env[VARIABLES[name]]);
  if (only.length === 0) {
    process.exitCode = await work(process.env).catch((error: Error) => {
      console.error(error.message);
      return 1;
    });
    return;
  }
  const ports = portsFromEnvironment(process.env);
  await launch({
    home: homeAt(join(ROOT, '.scholium')),
    marker: fileURLToPath(import.meta.url),
    progress,
    work: async (children) => {
      const { env } = await startEngines({ children, ports, durable: true, progress, only: [...only] });
      return work({ ...env, ...process.env });
    },
  });
}

const VARIABLES = { postgres: 'DATABASE_URL', s3: 'S3_ENDPOINT', temporal: 'TEMPORAL_ADDRESS' } as const;

const wish = readArguments(process.argv.slice(2));
if (wish) await withEngines((env) => restore(wish.folder, wish.erased, env));
else {
  console.error(USAGE);
  process.exitCode = 2;
}
