import { createReadStream, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { ObjectStorage } from '../../clients/storage.js';
import type { Config } from '../../config.js';
import { createKnex } from '../../db/knex.js';
import { dropContents } from './drop-contents.js';
import { hashOf, KEYS, keysBelow, OBJECTS, ROWS } from './folder.js';
import { majorOf, runTool } from './pg-tools.js';
import { noteBegin } from './restoring.js';

const PRIVATE = 0o600;

/**
 * Puts the rows back, into a database without any. They come all or not at all.
 * @param sha256 names the backup for who goes on after a restore that broke off
 */
export async function restoreRows(folder: string, { DATABASE_URL: url }: Config, sha256: string): Promise<void> {
  const db = createKnex(url, 1);
  const scratch = await mkdtemp(join(tmpdir(), 'scholium-restore-'));
  try {
    const major = await majorOf(db);
    await db.transaction(async (trx) => {
      await dropContents(trx);
      await noteBegin(trx, sha256);
    });
    const list = await runTool('pg_restore', { url, major, args: ['--list', join(folder, ROWS)] });
    // The extension and its comment belong to whoever may make extensions; so does the schema.
    const wanted = list.split('\n').filter((line) => !/ SCHEMA (- )?public | EXTENSION /.test(line));
    const listFile = join(scratch, 'list');
    await writeFile(listFile, wanted.join('\n'));
    const args = ['--no-owner', '--no-privileges', '--single-transaction', '--exit-on-error'];
    const dump = [`--use-list=${listFile}`, `--dbname=${new URL(url).pathname.slice(1)}`, join(folder, ROWS)];
    await runTool('pg_restore', { url, major, args: [...args, ...dump] });
  } finally {
    await db.destroy();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Puts the objects back that are not there with their length. @returns how many those were, and how many were there */
export async function restoreObjects(
  folder: string,
  storage: ObjectStorage,
): Promise<{ restored: number; found: number }> {
  const lengths = new Map<string, number>();
  for await (const { key, bytes } of storage.list('')) lengths.set(key, bytes);
  const done = { restored: 0, found: 0 };
  for await (const key of keysBelow(join(folder, OBJECTS))) {
    const file = join(folder, OBJECTS, key);
    if (lengths.get(key) === (await stat(file)).size) {
      done.found += 1;
      continue;
    }
    await storage.put(key, createReadStream(file), { contentType: 'application/octet-stream' });
    done.restored += 1;
    if (done.restored % 1_000 === 0) console.error(`${done.restored} objects so far`);
  }
  return done;
}

/** Puts the keys back; those that a first start has made are put aside. */
export async function restoreKeys(folder: string, { AUTH_KEYS_FILE: file }: Config): Promise<void> {
  await mkdir(dirname(resolve(file)), { recursive: true });
  // Put back by a restore that broke off later: what was put aside must stay.
  if (existsSync(file) && (await hashOf(file)) === (await hashOf(join(folder, KEYS)))) return;
  if (existsSync(file)) await rename(file, `${file}.before-restore`);
  await copyFile(join(folder, KEYS), file);
  await chmod(file, PRIVATE);
}
