import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';
import { Material } from '../../db/models/material.js';
import { materialPrefix } from '../../domain/object-keys.js';

const BATCH = 100;

/**
 * Removes the materials whose upload was never finished: bytes first, so that no row is gone before them.
 * An hour is far longer than an upload may take, so nobody is still at it.
 * @returns how many were removed
 * @throws the signal's reason, or whatever storage throws, with some removed.
 */
export async function sweepUploads(
  { db, storage }: { db: Knex; storage: ObjectStorage },
  signal: AbortSignal,
): Promise<number> {
  let removed = 0;
  for (;;) {
    const due = await uploadsDue(db).limit(BATCH).select('id');
    for (const { id } of due) {
      await storage.deletePrefix(materialPrefix(id), signal);
      removed += await uploadsDue(db).where({ id }).delete();
    }
    if (due.length < BATCH) return removed;
  }
}

const uploadsDue = (db: Knex) =>
  Material.query(db).where({ status: 'uploading' }).whereRaw("created_at < now() - interval '1 hour'");
