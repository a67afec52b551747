import type { Knex } from 'knex';
import type { EmbeddingProvider } from '../../clients/ai/provider.js';
import { Reembedding } from '../../db/models/reembedding.js';
import { pendingChunks, swapVectors } from '../../db/queries/chunk-vectors.js';
import { Failure, type FailureType } from '../../domain/runs/failures.js';
import type { Run } from '../../domain/runs/workflow-ids.js';
import type { MeterOf } from '../ai/meter.js';
import { embedMissing } from '../materials/embed-missing.js';
import { lockRun } from '../runs/runs.js';

export interface ReembedDeps {
  db: Knex;
  /** Every provider there is. */
  embeddings: readonly EmbeddingProvider[];
  meterOf: MeterOf;
}

/**
 * Gives each chunk of a run's material a vector of the new model, beside the one that is searched.
 * @param onBatch called after each batch with the number of chunks stored so far in this call
 * @throws Failure Superseded; AiMisconfigured where the model is not configured any more; AiBudgetExhausted, and those
 * of the embedding provider.
 */
export async function embedBeside(
  { db, embeddings, meterOf }: ReembedDeps,
  run: Run,
  onBatch: (stored: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { materialId, userId, model } = await Reembedding.query(db).findById(run.id).throwIfNotFound();
  const provider = embeddings.find((one) => one.model === model);
  if (!provider) throw new Failure('AiMisconfigured');
  await embedMissing({
    db,
    embeddings: provider,
    set: { materialId, model, searchable: false },
    fenced: (write) =>
      db.transaction(async (trx) => {
        await lockRun('reembeddings', run, trx);
        return write(trx);
      }),
    onBatch,
    call: { signal, meter: meterOf({ userId, resourceId: materialId }) },
  });
}

/**
 * Has the material searched by its new vectors, all at once, and ends the run.
 * @returns false when chunks came meanwhile that have no new vector yet: they must be embedded first
 * @throws Failure Superseded.
 */
export async function swapModel({ db }: { db: Knex }, run: Run): Promise<boolean> {
  return db.transaction(async (trx) => {
    await lockRun('reembeddings', run, trx);
    const row = await Reembedding.query(trx).findById(run.id).throwIfNotFound();
    // Chunks are cut again under this lock, too.
    await trx('materials').where({ id: row.materialId }).forUpdate().first('id');
    if ((await pendingChunks(trx, { ...row, searchable: false }, 1)).length > 0) return false;
    await swapVectors(trx, row);
    await row.$query(trx).patch({ status: 'done', finishedAt: new Date(), nextCheckAt: null });
    return true;
  });
}

/** Ends a run that cannot go on; the old vectors stay. Does nothing when the row is not this run's any more. */
export async function endReembedding(
  { db }: { db: Knex },
  run: Run,
  end: { status: 'failed'; failure: FailureType } | { status: 'cancelled' },
): Promise<void> {
  await Reembedding.query(db)
    .findById(run.id)
    .where({ runNo: run.runNo })
    .whereIn('status', ['queued', 'processing'])
    .patch({ ...end, finishedAt: new Date(), nextCheckAt: null });
}
