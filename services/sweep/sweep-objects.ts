import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';
import { Material } from '../../db/models/material.js';
import { Question } from '../../db/models/question.js';
import { UserProfile } from '../../db/models/user-profile.js';
import { avatarIdIn, MATERIALS_PREFIX, materialIdIn, questionIdIn, USERS_PREFIX } from '../../domain/object-keys.js';

/** Objects whose rows are looked for by one query. */
const BATCH = 500;

/** Which rows name the objects of a kind. */
interface Naming {
  prefix: string;
  /** The id in an object's key that its row has. */
  idOf: (key: string) => string | undefined;
  /** Those of the ids whose rows still need their object. */
  named: (ids: string[], db: Knex) => Promise<(string | null)[]>;
}

/** Files of exports are not among them: their rows stay until the file is gone. */
const NAMINGS: readonly Naming[] = [
  {
    prefix: MATERIALS_PREFIX,
    idOf: materialIdIn,
    named: async (ids, db) => (await Material.query(db).findByIds(ids).select('id')).map(({ id }) => id),
  },
  {
    prefix: USERS_PREFIX,
    idOf: avatarIdIn,
    named: async (ids, db) =>
      (await UserProfile.query(db).whereIn('avatarId', ids).select('avatarId')).map(({ avatarId }) => avatarId),
  },
  {
    prefix: USERS_PREFIX,
    idOf: questionIdIn,
    // Until it was read a question may be tried again, though it failed or was cancelled.
    named: async (ids, db) =>
      (await Question.query(db).findByIds(ids).whereNull('imageText').select('id')).map(({ id }) => id),
  },
];

/**
 * Removes the objects that no row names, which a process left that was killed between the two, and the parts of
 * uploads that nobody ended.
 * @param input.before only what is older goes, since a row may be about to name what is young
 * @returns how many objects were removed
 * @throws the signal's reason, or whatever storage throws, with some removed.
 */
export async function sweepObjects(
  { db, storage }: { db: Knex; storage: ObjectStorage },
  { before }: { before: Date },
  signal: AbortSignal,
): Promise<number> {
  await storage.abortUploads(before, signal);
  let removed = 0;
  for (const naming of NAMINGS) {
    for await (const batch of batches(storage, naming, before, signal)) {
      const named = new Set(await naming.named([...batch.values()], db));
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
