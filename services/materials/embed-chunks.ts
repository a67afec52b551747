import type { Knex } from 'knex';
import type { EmbeddingProvider } from '../../clients/ai/provider.js';
import { Material } from '../../db/models/material.js';
import { Failure } from '../../domain/runs/failures.js';
import type { Run } from '../../domain/runs/flows.js';
import type { MeterOf } from '../ai/meter.js';
import { writeInRun } from '../runs/lock-run.js';
import { embedMissing } from './embed-missing.js';

export interface EmbedDeps {
  db: Knex;
  embeddings: EmbeddingProvider;
  meterOf: MeterOf;
}

/**
 * Gives each chunk of a run's material its vector, in page order.
 * @param input.onBatch called after each batch with the number of chunks stored so far in this call
 * @param input.turn aborted when it is another's turn
 * @returns whether no chunk is without its vector
 * @throws Failure Superseded, AiBudgetExhausted, and those of the embedding provider.
 */
export async function embedChunks(
  { db, embeddings, meterOf }: EmbedDeps,
  { onBatch, turn, ...run }: Run & { onBatch: (stored: number) => void; turn: AbortSignal },
  signal: AbortSignal,
): Promise<{ isDone: boolean }> {
  const material = await Material.query(db).findById(run.id).select('ownerId');
  if (!material) throw new Failure('Superseded');
  const { ownerId } = material;
  const isDone = await embedMissing(
    { db, embeddings, meter: meterOf({ userId: ownerId, resourceId: run.id }) },
    {
      set: { materialId: run.id, model: embeddings.model, searchable: true },
      inRun: (write) => writeInRun({ db }, 'ingestMaterial', run, (_material, trx) => write(trx)),
      onBatch,
      isTurnOver: () => turn.aborted,
    },
    signal,
  );
  return { isDone };
}
