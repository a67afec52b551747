import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { EmbeddingProvider } from '../../clients/ai/provider.js';
import { Material } from '../../db/models/material.js';
import { Reembedding } from '../../db/models/reembedding.js';
import { pendingChunks, swapVectors } from '../../db/queries/chunk-vectors.js';
import { Failure } from '../../domain/runs/failures.js';
import type { Run } from '../../domain/runs/flows.js';
import type { MeterOf } from '../ai/meter.js';
import { embedMissing } from '../materials/embed-missing.js';
import { finishOnce } from '../runs/finish-once.js';
import { finishRow } from '../runs/finish-run.js';
import { writeInRun } from '../runs/lock-run.js';
import type { Clock } from '../shared/clock.js';

export interface ReembedDeps {
  db: Knex;
  /** Every provider there is. */
  embeddings: readonly EmbeddingProvider[];
  meterOf: MeterOf;
  clock: Clock;
}

/**
 * Gives each chunk of a run's material a vector of the new model, beside the one that is searched.
 * @param input.onBatch called after each batch with the number of chunks stored so far in this call
 * @throws Failure Superseded; AiMisconfigured where the model is not configured any more; AiBudgetExhausted, and those
 * of the embedding provider.
 */
export async function embedBeside(
  { db, embeddings, meterOf }: ReembedDeps,
  { onBatch, ...run }: Run & { onBatch: (stored: number) => void },
  signal: AbortSignal,
): Promise<void> {
  const row = await Reembedding.query(db).findById(run.id);
  if (!row) throw new Failure('Superseded');
  const { materialId, userId, model } = row;
  const provider = embeddings.find((one) => one.model === model);
  if (!provider) throw new Failure('AiMisconfigured');
  await embedMissing(
    { db, embeddings: provider, meter: meterOf({ userId, resourceId: materialId }) },
    {
      set: { materialId, model, searchable: false },
      inRun: (write) => writeBeside({ db }, run, write),
      onBatch,
    },
    signal,
  );
}

/**
 * Has the material searched by its new vectors, all at once, and ends the run.
 * @returns false when chunks came meanwhile that have no new vector yet: they must be embedded first
 * @throws Failure Superseded.
 */
export async function swapModel({ db, clock }: { db: Knex; clock: Clock }, run: Run): Promise<boolean> {
  const step = { ...run, flow: 'reembedMaterial', states: ['done'] } as const;
  const outcome = await finishOnce({ db }, step, () =>
    writeBeside({ db }, run, async (trx, row) => {
      if ((await pendingChunks(trx, { ...row, searchable: false }, 1)).length > 0) return 'not yet' as const;
      await swapVectors(trx, row);
      await finishRow('reembedMaterial', row, { status: 'done' }, clock(), trx);
      return 'done' as const;
    }),
  );
  return outcome === 'done';
}

/**
 * With the material locked as well: under that lock its chunks are cut and its vectors written.
 * @throws Failure Superseded, also for a material that is being deleted.
 */
const writeBeside = <T>(
  deps: { db: Knex },
  run: Run,
  write: (trx: Transaction, row: Reembedding) => Promise<T>,
): Promise<T> =>
  writeInRun(deps, 'reembedMaterial', run, async (row, trx) => {
    const material = await Material.query(trx)
      .findById(row.materialId)
      .whereNot({ status: 'deleting' })
      .forNoKeyUpdate();
    if (!material) throw new Failure('Superseded');
    return write(trx, row);
  });
