import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';
import { MaterialPage } from '../../db/models/material-page.js';
import type { DocumentReader } from '../../documents/document-reader.js';
import { Failure } from '../../domain/failures.js';
import { type PageRange, pagesOf } from '../../domain/page-ranges.js';
import type { PageText } from '../../domain/pages.js';
import { PAGE_CHARACTERS } from '../../domain/text-limits.js';
import type { Run } from '../../domain/workflow-ids.js';
import { lockRun } from '../runs.js';
import { originalKey } from './object-key.js';

export interface ReadDeps {
  db: Knex;
  storage: ObjectStorage;
  documents: DocumentReader;
  maxBytes: number;
}

/**
 * Reads the pages of a range that are not done yet and stores each as soon as it is read,
 * so that after a crash only the pages in hand are read again.
 * @param onPage called after each page that was stored
 * @throws Failure Superseded, StorageMissing, Encrypted, Corrupt, TooMuchText.
 */
export async function readPages(
  deps: ReadDeps,
  run: Run & PageRange,
  onPage: (pageNo: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const missing = await missingPages(deps.db, run);
  if (missing.length === 0) return;
  const file = await deps.storage.get(originalKey(run.id), { maxBytes: deps.maxBytes, signal });
  const store = async (page: PageText) => {
    if (page.text.length > PAGE_CHARACTERS) throw new Failure('TooMuchText');
    await storePage(deps.db, run, page);
    onPage(page.pageNo);
  };
  await deps.documents.readPages(file, missing, store, signal);
}

async function missingPages(db: Knex, run: Run & PageRange): Promise<number[]> {
  const done = await MaterialPage.query(db)
    .where({ materialId: run.id, status: 'done' })
    .whereBetween('pageNo', [run.from, run.to])
    .select('pageNo');
  const doneNos = new Set(done.map((page) => page.pageNo));
  return pagesOf(run).filter((pageNo) => !doneNos.has(pageNo));
}

async function storePage(db: Knex, run: Run, page: PageText): Promise<void> {
  await db.transaction(async (trx) => {
    await lockRun('materials', run, trx);
    await MaterialPage.query(trx)
      .insert({ materialId: run.id, runNo: run.runNo, status: 'done', ...page })
      .onConflict(['materialId', 'pageNo'])
      .ignore();
  });
}
