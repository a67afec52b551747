import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { ObjectStorage } from '../../clients/storage.js';
import { Material } from '../../db/models/material.js';
import { MaterialPage } from '../../db/models/material-page.js';
import type { DocumentReader } from '../../documents/document-reader.js';
import { originalKey } from '../../domain/object-keys.js';
import { Failure } from '../../domain/runs/failures.js';
import type { Run } from '../../domain/runs/workflow-ids.js';
import { lockRun } from '../runs/runs.js';
import { admitPages } from './quota.js';

export interface ProbeDeps {
  db: Knex;
  storage: ObjectStorage;
  documents: DocumentReader;
  maxPages: number;
  maxBytes: number;
}

/**
 * Opens the document, counts its pages and writes the number to its row, with the format that the whole file has:
 * an upload is told by its beginning alone.
 * @throws Failure Superseded, StorageMissing, TooManyPages, and those of the reader.
 */
export async function probeMaterial(deps: ProbeDeps, run: Run, signal: AbortSignal): Promise<{ pageCount: number }> {
  const file = await deps.storage.get(originalKey(run.id), { maxBytes: deps.maxBytes, signal });
  const { format, pageCount } = await deps.documents.probe(file, signal);
  if (pageCount > deps.maxPages) throw new Failure('TooManyPages');
  await deps.db.transaction(async (trx) => {
    await lockRun('materials', run, trx);
    const { ownerId } = await Material.query(trx).findById(run.id).select('ownerId').throwIfNotFound();
    await admitPages(trx, {
      userId: ownerId,
      materialId: run.id,
      runNo: run.runNo,
      pages: pageCount - (await pagesDone(trx, run.id)),
    });
    await Material.query(trx)
      .findById(run.id)
      .patch({ format, pageCount, phase: 'reading', phaseStartedAt: new Date() });
  });
  return { pageCount };
}

const pagesDone = (trx: Transaction, materialId: string): Promise<number> =>
  MaterialPage.query(trx).where({ materialId, status: 'done' }).resultSize();
