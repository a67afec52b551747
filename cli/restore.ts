/**
 * `npm run restore -- FOLDER [--erased FILE] [--continue]`: a backup into an empty, stopped system; the worker that is
 * started afterwards goes on with what was open. Works on what the environment names, by default on the engines of
 * `npm start`, which it starts for the time it takes.
 */
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rootCause } from '@temporalio/common';
import { createObjectStorage } from '../clients/storage.js';
import { storageLocation } from '../clients/storage-location.js';
import { loadConfig } from '../config.js';
import { withKnex } from '../db/knex.js';
import { startEngines } from '../stack/engines/start.js';
import { launch } from '../stack/launcher.js';
import { homeAt, ROOT } from '../stack/paths.js';
import { portsFromEnvironment } from '../stack/ports.js';
import { createProgress } from '../stack/progress.js';
import { createTemporalClient, createWorkflowStarter } from '../temporal-config/client.js';
import { assertEmpty, assertEnginesAnswer, assertStopped } from './backup/empty-system.js';
import { listBeside, readBackup } from './backup/folder.js';
import { majorOf } from './backup/pg-tools.js';
import { restoreRows } from './backup/put-back.js';
import { restoreTheRest } from './backup/restore-the-rest.js';
import { assertRowsAreOf } from './backup/restoring.js';

const USAGE = `npm run restore -- FOLDER                 a backup into an empty, stopped system
npm run restore -- FOLDER --erased FILE   with a list of people who were erased since, an id a line
npm run restore -- FOLDER --continue      goes on with one that broke off after the rows`;

interface Options {
  folder: string;
  erased: string[];
  continues: boolean;
}

/** @returns the exit code: 1 where an object is missing that was not deleted while the backup was taken */
async function restore({ folder, erased, continues }: Options, env: NodeJS.ProcessEnv): Promise<number> {
  const manifest = await readBackup(folder);
  console.log(`The backup of ${manifest.takenAt} is whole: every file has its hash.`);
  const config = loadConfig(env);
  const storage = createObjectStorage(storageLocation(config));
  const client = createTemporalClient(config);
  const starter = createWorkflowStarter(client, config.TASK_QUEUE_PREFIX);
  try {
    await assertEnginesAnswer({ storage, starter });
    await withKnex(config.DATABASE_URL, async (db) => {
      if ((await majorOf(db)) < manifest.postgres)
        throw new Error(`The backup is of PostgreSQL ${manifest.postgres}, this one is older.`);
      await assertStopped(db);
      await (continues ? assertRowsAreOf(db, manifest.sha256) : assertEmpty({ db, storage }));
    });
    if (!continues) await restoreRows(folder, config, manifest.sha256);
    console.log(continues ? 'Rows: they were there.' : 'Rows: restored.');
    return await restoreTheRest({ folder, erased, lost: manifest.lost, config, storage, starter }).catch(sayHowToGoOn);
  } finally {
    storage.close();
    await client.connection.close();
  }
}

function sayHowToGoOn(error: unknown): never {
  const typed = process.argv.slice(2).filter((argument) => argument !== '--continue');
  throw new Error(
    `${rootCause(error) ?? String(error)}
The restore broke off after the rows. Start neither the API nor the worker; set right what is wrong, then go on with it:
npm run restore -- ${typed.join(' ')} --continue`,
  );
}

function readArguments(args: string[]): Options | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { erased: { type: 'string' }, continue: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) return undefined;
    return {
      folder: resolve(folder),
      erased: [listBeside(resolve(folder)), ...(values.erased ? [values.erased] : [])],
      continues: values.continue,
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

const options = readArguments(process.argv.slice(2));
if (options) await withEngines((env) => restore(options, env));
else {
  console.error(USAGE);
  process.exitCode = 2;
}
