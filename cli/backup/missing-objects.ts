import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { ListedObject, ObjectStorage } from '../../clients/storage.js';
import type { Finding } from '../../services/audit/check.js';
import { lookAtNamed } from '../../services/audit/objects.js';
import { systemClock } from '../../services/shared/clock.js';
import { OBJECTS } from './folder.js';

interface Source {
  folder: string;
  db: Knex;
  storage: Pick<ObjectStorage, 'list'>;
}

/** An object of a backup, as it is listed. */
async function copyOf(folder: string, key: string): Promise<ListedObject | undefined> {
  const found = await stat(join(folder, OBJECTS, key)).catch(() => undefined);
  return found && { key, bytes: found.size, lastModified: found.mtime };
}

/** Rows whose object is not there. */
async function findMissing({ db, storage }: Pick<Source, 'db' | 'storage'>): Promise<Finding[]> {
  const starter = { describe: async () => 'not-found' as const };
  const deps = { db, storage, starter, clock: systemClock, graceSeconds: 0 };
  const missing: Finding[] = [];
  for await (const { findings } of lookAtNamed(deps, new AbortController().signal)) missing.push(...findings);
  return missing;
}

/**
 * The objects that rows of today name and that are neither in a backup that was just taken nor in the bucket: they were
 * lost, whereas what was deleted meanwhile has no row any more.
 */
export async function findLost({ folder, db, storage }: Source): Promise<string[]> {
  async function* list(key: string) {
    // What was copied was there: the bucket is asked for the others only.
    const copied = await copyOf(folder, key);
    if (copied) yield copied;
    else yield* storage.list(key);
  }
  return (await findMissing({ db, storage: { list } })).map(({ key = '' }) => key);
}

/**
 * Looks for the object of each row that was restored, and prints what is not there.
 * @param source.lost what the backup says was lost; undefined of one that does not tell
 * @returns how many are missing that were not deleted while the backup was taken
 */
export async function tellMissing({
  folder,
  lost,
  ...engines
}: Source & { lost: string[] | undefined }): Promise<number> {
  const [missing, known] = [await findMissing(engines), new Set(lost)];
  let damaged = 0;
  for (const { id, key = '', wrong } of missing) {
    if (lost && !known.has(key) && !(await copyOf(folder, key))) continue;
    damaged += 1;
    console.log(`  ${id}  ${wrong}`);
  }
  const deleted = missing.length - damaged;
  if (deleted > 0) console.log(`${deleted} rows name an object that was deleted while the backup was taken.`);
  const whole = `Every ${deleted > 0 ? 'other ' : ''}row has its object.`;
  console.log(damaged === 0 ? whole : `${damaged} rows have no object.`);
  return damaged;
}
