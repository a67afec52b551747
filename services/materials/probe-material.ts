import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';
import { countPicturesRead } from '../../db/queries/pages.js';
import { admitPages, admittedToday } from '../../db/queries/quota.js';
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
  /** Pages and pictures of one student that are read in 24 hours. */
  pagesPerDay: number;
  maxBytes: number;
  clock: Clock;
}

/**
 * Opens the document, counts its pages and writes the number to its row, with the format that the whole file has:
 * an upload is told by its beginning alone. Pictures on pages of text count as pages; those beyond what is left of the
 * file's pages and of the student's day are not read.
 * @throws Failure Superseded, StorageMissing, TooManyPages, and those of the reader.
 */
export async function probeMaterial(deps: ProbeDeps, run: Run, signal: AbortSignal): Promise<{ pageCount: number }> {
  const file = await deps.storage
    .get(originalKey(run.id), { maxBytes: deps.maxBytes, signal })
    .catch(supersededOr(deps, 'ingestMaterial', run));
  const { format, pageCount, pictureCount = 0 } = await deps.documents.probe(file, signal);
  if (pageCount > deps.maxPages) throw new Failure('TooManyPages');
  await writeInRun(deps, 'ingestMaterial', run, async (material, trx) => {
    const admission = { userId: material.ownerId, materialId: run.id, runNo: run.runNo };
    const pages = pageCount - material.pagesDone;
    const before = await admittedToday(trx, material.ownerId, admission);
    const pictureLimit = Math.max(
      0,
      Math.min(pictureCount, deps.maxPages - pageCount, deps.pagesPerDay - before.pages - pages),
    );
    const pictures = Math.max(0, pictureLimit - (await countPicturesRead(trx, run.id)));
    await admitPages(trx, { ...admission, pages: pages + pictures });
    await material
      .$query(trx)
      .patch({ format, pageCount, pictureLimit, phase: 'reading', phaseStartedAt: deps.clock() });
  });
  return { pageCount };
}
