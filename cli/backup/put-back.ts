import { createReadStream, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { ObjectStorage } from '../../clients/storage.js';
import type { Config } from '../../config.js';
import { createKnex } from '../../db/knex.js';
import { migrateToLatest } from '../../db/migrate.js';
import { dropSchemas } from './empty-system.js';
import { KEYS, keysBelow, OBJECTS, ROWS } from './folder.js';
import { majorOf, runTool } from './pg-tools.js';

const PRIVATE = 0o600;

/** Puts the rows back, into a database without any, and brings them to this version's schema. */
export async function restoreRows(folder: string, config: Config): Promise<void> {
  const db = createKnex(config.DATABASE_URL, 1);
  const scratch = await mkdtemp(join(tmpdir(), 'scholium-restore-'));
  try {
    const major = await majorOf(db);
    await dropSchemas(db);
    const url = config.DATABASE_URL;
    const list = await runTool('pg_restore', { url, major, args: ['--list', join(folder, ROWS)] });
    // The extension and its comment belong to whoever may make extensions; so does the schema.
    const wanted = list.split('\n').filter((line) => !/ (EXTENSION|SCHEMA) - public| EXTENSION /.test(line));
    const listFile = join(scratch, 'list');
    await writeFile(listFile, wanted.join('\n'));
    const args = ['--no-owner', '--no-privileges', '--single-transaction', '--exit-on-error'];
    const dump = [`--use-list=${listFile}`, `--dbname=${new URL(url).pathname.slice(1)}`, join(folder, ROWS)];
    await runTool('pg_restore', { url, major, args: [...args, ...dump] });
    await migrateToLatest(url);
  } finally {
    await db.destroy();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Puts the objects back. @returns how many there were */
export async function restoreObjects(folder: string, storage: ObjectStorage): Promise<number> {
  let objects = 0;
  for await (const key of keysBelow(join(folder, OBJECTS))) {
    const contentType = 'application/octet-stream';
    await storage.put(key, createReadStream(join(folder, OBJECTS, key)), { contentType });
    objects += 1;
    if (objects % 1_000 === 0) console.error(`${objects} objects so far`);
  }
  return objects;
}

/** Puts the keys back; those that a first start has made are put aside. */
export async function restoreKeys(folder: string, { AUTH_KEYS_FILE: file }: Config): Promise<void> {
  await mkdir(dirname(resolve(file)), { recursive: true });
  if (existsSync(file)) await rename(file, `${file}.before-restore`);
  await copyFile(join(folder, KEYS), file);
  await chmod(file, PRIVATE);
}
