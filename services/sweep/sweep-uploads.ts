import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';
import { Material } from '../../db/models/material.js';
import { materialPrefix } from '../../domain/object-keys.js';
import type { Clock } from '../shared/clock.js';

const BATCH = 100;
/** Far longer than an upload may take, so that nobody is still at it. */
const UNFINISHED_MS = 3_600_000;

/**
 * Removes the materials whose upload was never finished: bytes first, so that no row is gone before them.
 * @returns how many were removed
 * @throws the signal's reason, or whatever storage throws, with some removed.
 */
export async function sweepUploads(
  { db, storage, clock }: { db: Knex; storage: ObjectStorage; clock: Clock },
  signal: AbortSignal,
): Promise<number> {
  const uploadsDue = () => {
    const before = new Date(clock().getTime() - UNFINISHED_MS);
    return Material.query(db).where({ status: 'uploading' }).where('createdAt', '<', before);
  };
  let removed = 0;
  for (;;) {
    const due = await uploadsDue().limit(BATCH).select('id');
    for (const { id } of due) {
      await storage.deletePrefix(materialPrefix(id), signal);
      removed += await uploadsDue().where({ id }).delete();
    }
    if (due.length < BATCH) return removed;
  }
}
