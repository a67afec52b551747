/**
 * `npm run backup -- FOLDER`: rows, objects and keys into a new folder, while the product runs. Works on what the
 * environment names, by default that of `npm start`. docs/operations.md says what is lost between two of them.
 */
import { createWriteStream, existsSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Knex } from 'knex';
import { createObjectStorage, type ObjectStorage } from '../clients/storage.js';
import { storageLocation } from '../clients/storage-location.js';
import type { Config } from '../config.js';
import { erasedIdIn } from '../domain/object-keys.js';
import { Failure } from '../domain/runs/failures.js';
import { s3 } from '../stack/engines/s3.js';
import { portsFromEnvironment } from '../stack/ports.js';
import {
  addErased,
  ERASED,
  type Hashes,
  KEYS,
  makeFolder,
  OBJECTS,
  ROWS,
  writeHashes,
  writeManifest,
} from './backup/folder.js';
import { findLost } from './backup/missing-objects.js';
import { majorOf, runTool } from './backup/pg-tools.js';
import { RESTORING } from './backup/restoring.js';
import { onDatabase } from './on-database.js';

const USAGE = 'npm run backup -- FOLDER        write rows, objects and keys into a new folder';

/** What has been copied so far. */
interface Copied {
  objects: number;
  bytes: number;
  erased: string[];
}

/** Copies one object. @returns its bytes; undefined for one that has gone since it was listed */
async function copy(storage: ObjectStorage, key: string, file: string): Promise<number | undefined> {
  try {
    const { stream, bytes } = await storage.getStream(key);
    await mkdir(dirname(file), { recursive: true });
    await pipeline(stream, createWriteStream(file));
    return bytes;
  } catch (error) {
    if (error instanceof Failure && error.type === 'StorageMissing') return undefined;
    throw error;
  }
}

/** Copies the objects that are not copied yet: under one key there are never other bytes later. */
async function copyObjects(folder: string, storage: ObjectStorage, { hashes, done }: { hashes: Hashes; done: Copied }) {
  for await (const { key } of storage.list('')) {
    const path = join(OBJECTS, key);
    if (existsSync(join(folder, path))) continue;
    const id = erasedIdIn(key);
    if (id !== undefined) done.erased.push(id);
    const bytes = await copy(storage, key, join(folder, path));
    if (bytes === undefined) continue;
    await hashes.add(path);
    done.objects += 1;
    done.bytes += bytes;
    if (done.objects % 1_000 === 0) console.error(`${done.objects} objects so far`);
  }
}

async function backUp(folder: string, config: Config, db: Knex): Promise<string> {
  await makeFolder(folder);
  const storage = createObjectStorage(storageLocation(config));
  try {
    const hashes = writeHashes(folder);
    const done: Copied = { objects: 0, bytes: 0, erased: [] };
    // Before the rows, since most are there already, and some that the rows name may be deleted meanwhile. An object
    // without a row does no harm.
    await copyObjects(folder, storage, { hashes, done });
    const takenAt = new Date().toISOString();
    const postgres = await majorOf(db);
    const form = ['--format=custom', '--no-owner', '--no-privileges', `--exclude-table=${RESTORING}`];
    const args = [...form, `--file=${join(folder, ROWS)}`];
    await runTool('pg_dump', { url: config.DATABASE_URL, major: postgres, args });
    await hashes.add(ROWS);
    // And what was written while those were copied. Only what came after the first look and went before this one is
    // missing: its rows are told apart at the restore.
    await copyObjects(folder, storage, { hashes, done });
    const { erased, ...counts } = done;
    const lost = await findLost({ folder, db, storage });
    if (lost.length > 0) console.error(`${lost.length} rows have no object: npm run audit tells which.`);
    await copyFile(config.AUTH_KEYS_FILE, join(folder, KEYS));
    await hashes.add(KEYS);
    await writeFile(join(folder, ERASED), erased.map((id) => `${id}\n`).join(''));
    await hashes.add(ERASED);
    await hashes.end();
    await writeManifest(folder, { takenAt, postgres, ...counts, lost });
    await addErased(folder, erased);
    return `Backed up the rows of ${takenAt}, ${done.objects} objects (${done.bytes} bytes) and the keys to ${folder}.`;
  } finally {
    storage.close();
  }
}

const [folder, ...more] = process.argv.slice(2);
if (folder === undefined || folder.startsWith('-') || more.length > 0) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  process.env.S3_ENDPOINT ||= s3.address(portsFromEnvironment(process.env));
  process.exitCode = await onDatabase((db, config) => backUp(resolve(folder), config, db));
}
