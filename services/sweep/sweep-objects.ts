import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';
import { avatarIdIn, MATERIALS_PREFIX, materialIdIn, questionIdIn, USERS_PREFIX } from '../../domain/object-keys.js';
import { OPEN_STATES } from '../../domain/runs/states.js';

/** Objects whose rows are looked for by one query. */
const BATCH = 500;

/** Which row names an object: the column that holds the id in its key. */
interface Naming {
  prefix: string;
  idOf: (key: string) => string | undefined;
  table: string;
  column: string;
  /** Only rows with these values still need their object. */
  needed?: Record<string, readonly string[]>;
}

/** Files of exports are not among them: their rows stay until the file is gone. */
const NAMINGS: readonly Naming[] = [
  { prefix: MATERIALS_PREFIX, idOf: materialIdIn, table: 'materials', column: 'id' },
  { prefix: USERS_PREFIX, idOf: avatarIdIn, table: 'user_profiles', column: 'avatarId' },
  {
    prefix: USERS_PREFIX,
    idOf: questionIdIn,
    table: 'questions',
    column: 'id',
    // One that was read, or never can be, is not needed any more.
    needed: { status: OPEN_STATES },
  },
];

/**
 * Removes the objects that no row names, which a process left that was killed between the two, and the parts of
 * uploads that nobody ended.
 * @param before only what is older goes, since a row may be about to name what is young
 * @returns how many objects were removed
 * @throws the signal's reason, or whatever storage throws, with some removed.
 */
export async function sweepObjects(
  { db, storage }: { db: Knex; storage: ObjectStorage },
  before: Date,
  signal: AbortSignal,
): Promise<number> {
  await storage.abortUploads(before, signal);
  let removed = 0;
  for (const naming of NAMINGS) {
    for await (const batch of batches(storage, naming, before, signal)) {
      const named = await namedIds(db, naming, [...batch.values()]);
      for (const [key, id] of batch) {
        if (named.has(id)) continue;
        await storage.delete(key, signal);
        removed += 1;
      }
    }
  }
  return removed;
}

/** Old objects by key, with the id in it. */
async function* batches(storage: ObjectStorage, { prefix, idOf }: Naming, before: Date, signal: AbortSignal) {
  let batch = new Map<string, string>();
  for await (const { key, lastModified } of storage.list(prefix, signal)) {
    const id = idOf(key);
    if (id === undefined || lastModified >= before) continue;
    batch.set(key, id);
    if (batch.size < BATCH) continue;
    yield batch;
    batch = new Map();
  }
  if (batch.size > 0) yield batch;
}

async function namedIds(db: Knex, { table, column, needed = {} }: Naming, ids: string[]): Promise<Set<string>> {
  const query = db(table).whereIn(column, ids).select({ id: column });
  for (const [name, values] of Object.entries(needed)) query.whereIn(name, values);
  const rows = await query;
  return new Set(rows.map(({ id }) => id));
}
