import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';
import { Material } from '../../db/models/material.js';
import { MaterialPage } from '../../db/models/material-page.js';
import { UserProfile } from '../../db/models/user-profile.js';
import type { DocumentReader } from '../../documents/document-reader.js';
import { originalKey } from '../../domain/object-keys.js';
import { Failure } from '../../domain/runs/failures.js';
import type { Run } from '../../domain/runs/flows.js';
import { type PageRange, pagesOf } from '../../domain/text/page-ranges.js';
import type { PageResult } from '../../domain/text/pages.js';
import { MAX_PAGE_CHARACTERS } from '../../domain/text/text-limits.js';
import { supersededOr, writeInRun } from '../runs/lock-run.js';

export interface ReadDeps {
  db: Knex;
  storage: ObjectStorage;
  documents: DocumentReader;
  maxBytes: number;
}

/**
 * Reads the pages of a range that are not accounted for yet and stores what became of each as soon as it is known,
 * so that after a crash only the pages in hand are read again. A broken page is stored as failed.
 * @param input.onPage called after each page that was stored
 * @throws Failure Superseded, StorageMissing, TooMuchText, and those of the reader for the document as a whole.
 */
export async function readPages(
  deps: ReadDeps,
  { onPage, ...run }: Run & PageRange & { onPage: (pageNo: number) => void },
  signal: AbortSignal,
): Promise<void> {
  const missing = await missingPages(run, deps.db);
  if (missing.length === 0) return;
  const file = await deps.storage
    .get(originalKey(run.id), { maxBytes: deps.maxBytes, signal })
    .catch(supersededOr(deps, 'ingestMaterial', run));
  const store = async (page: PageResult) => {
    if ('text' in page && page.text.length > MAX_PAGE_CHARACTERS) throw new Failure('TooMuchText');
    await storePage(run, page, deps.db);
    onPage(page.pageNo);
  };
  const [languages, pictureLimit] = await Promise.all([languagesOf(run.id, deps.db), pictureLimitOf(run.id, deps.db)]);
  await deps.documents.readPages(file, missing, store, signal, languages, pictureLimit);
}

/** None where the document was opened by a release that read no pictures. */
async function pictureLimitOf(materialId: string, db: Knex): Promise<number> {
  return (await Material.query(db).findById(materialId).select('pictureLimit'))?.pictureLimit ?? 0;
}

/** The owner's locale tells which languages scans may be in, beside English. */
async function languagesOf(materialId: string, db: Knex): Promise<string[]> {
  const profiles = UserProfile.query(db).whereIn(
    'userId',
    Material.query(db).where({ id: materialId }).select('ownerId'),
  );
  return (await profiles.select('locale')).flatMap(({ locale }) => locale ?? []);
}

async function missingPages(run: Run & PageRange, db: Knex): Promise<number[]> {
  const stored = await MaterialPage.query(db)
    .where({ materialId: run.id })
    .whereBetween('pageNo', [run.from, run.to])
    .select('pageNo');
  const storedNos = new Set(stored.map((page) => page.pageNo));
  return pagesOf(run).filter((pageNo) => !storedNos.has(pageNo));
}

async function storePage(run: Run, page: PageResult, db: Knex): Promise<void> {
  await writeInRun({ db }, 'ingestMaterial', run, async (_material, trx) => {
    await MaterialPage.query(trx)
      .insert({ materialId: run.id, runNo: run.runNo, status: 'text' in page ? 'done' : 'failed', ...page })
      .onConflict(['materialId', 'pageNo'])
      .ignore();
  });
}
