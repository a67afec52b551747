import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';
import { admitPages } from '../../db/queries/quota.js';
import type { DocumentReader } from '../../documents/document-reader.js';
import { originalKey } from '../../domain/object-keys.js';
import { Failure } from '../../domain/runs/failures.js';
import type { Run } from '../../domain/runs/flows.js';
import { supersededOr, writeInRun } from '../runs/lock-run.js';
import type { Clock } from '../shared/clock.js';

export interface ProbeDeps {
  db: Knex;
  storage: ObjectStorage;
  documents: DocumentReader;
  maxPages: number;
  maxBytes: number;
  clock: Clock;
}

/**
 * Opens the document, counts its pages and writes the number to its row, with the format that the whole file has:
 * an upload is told by its beginning alone.
 * @throws Failure Superseded, StorageMissing, TooManyPages, and those of the reader.
 */
export async function probeMaterial(deps: ProbeDeps, run: Run, signal: AbortSignal): Promise<{ pageCount: number }> {
  const file = await deps.storage
    .get(originalKey(run.id), { maxBytes: deps.maxBytes, signal })
    .catch(supersededOr(deps, 'ingestMaterial', run));
  const { format, pageCount } = await deps.documents.probe(file, signal);
  if (pageCount > deps.maxPages) throw new Failure('TooManyPages');
  await writeInRun(deps, 'ingestMaterial', run, async (material, trx) => {
    await admitPages(trx, {
      userId: material.ownerId,
      materialId: run.id,
      runNo: run.runNo,
      pages: pageCount - material.pagesDone,
    });
    await material.$query(trx).patch({ format, pageCount, phase: 'reading', phaseStartedAt: deps.clock() });
  });
  return { pageCount };
}
