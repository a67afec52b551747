import { Readable } from 'node:stream';
import type { Knex } from 'knex';
import type { ObjectStorage } from '../../../clients/storage.js';
import { Material } from '../../../db/models/material.js';
import { erasedKey, materialPrefix, userPrefix } from '../../../domain/object-keys.js';
import type { Run } from '../../../domain/runs/flows.js';
import { addToReceipt, lockRemoval } from './receipt.js';

export interface RemoveFilesDeps {
  db: Knex;
  storage: ObjectStorage;
}

const BATCH = 100;

/**
 * Removes every object of a person: those of their materials, and what is kept under their own prefix. What stays is
 * one that says that the id was erased, by which a backup that is restored knows it, too. Repeating it is harmless; a file
 * may be missing in the receipt when the step dies between removing and counting it.
 * @throws Failure Superseded; the signal's reason; whatever storage throws, with some removed.
 */
export async function removeFiles({ db, storage }: RemoveFilesDeps, run: Run, signal: AbortSignal): Promise<void> {
  const { userId } = await db.transaction((trx) => lockRemoval(run, trx));
  await storage.put(erasedKey(userId), Readable.from([Buffer.from('erased\n')]), { contentType: 'text/plain', signal });
  let files = await storage.deletePrefix(userPrefix(userId), signal);
  let after: string | undefined;
  do {
    const materials = await nextMaterials(userId, after, db);
    for (const { id } of materials) files += await storage.deletePrefix(materialPrefix(id), signal);
    await db.transaction(async (trx) => {
      await addToReceipt(await lockRemoval(run, trx), { files }, trx);
    });
    files = 0;
    after = materials.length < BATCH ? undefined : materials.at(-1)?.id;
  } while (after);
}

async function nextMaterials(ownerId: string, after: string | undefined, db: Knex): Promise<{ id: string }[]> {
  const materials = Material.query(db).where({ ownerId }).orderBy('id').limit(BATCH).select('id');
  return after ? materials.where('id', '>', after) : materials;
}
