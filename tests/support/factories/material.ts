import { randomBytes, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { Guide } from '../../../db/models/guide.js';
import { Material } from '../../../db/models/material.js';
import { MaterialChunk } from '../../../db/models/material-chunk.js';
import { MaterialPage } from '../../../db/models/material-page.js';
import { Reembedding } from '../../../db/models/reembedding.js';
import { workflowIdOf } from '../../../domain/runs/flows.js';
import { headingWords, searchWords } from '../../../domain/text/search-words.js';
import { type Columns, insertRow } from './insert-row.js';
import { failureOf, runColumns } from './run-columns.js';

/** A PDF of one page that is ready; its bytes are not in storage. No two have the same hash. */
export function buildMaterial(db: Knex, columns: Columns<Material, 'ownerId'>): Promise<Material> {
  const { id = randomUUID(), runNo = 1, status = 'ready' } = columns;
  return insertRow(Material, db, {
    id,
    title: 'Notes',
    format: 'pdf',
    bytes: 1,
    sha256: randomBytes(32).toString('hex'),
    failure: failureOf(status),
    ...materialRun(status, { id, runNo }),
    ...columns,
  });
}

/** What a material in this state has of its run. */
function materialRun(status: Material['status'], run: { id: string; runNo: number }) {
  if (status === 'uploading') return { status, workflowId: null, finishedAt: null, nextCheckAt: null };
  // Its run is as open as one that is queued.
  if (status === 'deleting')
    return { ...runColumns('queued'), status, workflowId: workflowIdOf('deleteMaterial', run) };
  return { ...runColumns(status), workflowId: workflowIdOf('ingestMaterial', run) };
}

/** A page that was read as text; one that failed has no text and no method. */
export function buildPage(db: Knex, columns: Columns<MaterialPage, 'materialId'>): Promise<MaterialPage> {
  const { status = 'done' } = columns;
  return insertRow(MaterialPage, db, {
    pageNo: 1,
    runNo: 1,
    status,
    method: status === 'done' ? 'text' : null,
    text: status === 'done' ? 'A page of text.' : '',
    failure: failureOf(status),
    ...columns,
  });
}

/** A chunk that is the whole text of page 1, without vectors. */
export function buildChunk(
  db: Knex,
  columns: Columns<MaterialChunk, 'materialId' | 'ownerId'>,
): Promise<MaterialChunk> {
  const { text = 'A page of text.' } = columns;
  return insertRow(MaterialChunk, db, {
    ord: 0,
    pageFrom: 1,
    pageTo: columns.pageFrom ?? 1,
    startOffset: 0,
    endOffset: text.length,
    text,
    ...columns,
  });
}

/** A vector of a chunk, searched as the model `m@2` by its numbers and its words; of the model `none` by words alone. */
export async function buildVector(
  db: Knex,
  { id: chunkId, materialId, ownerId, text, headingPath }: MaterialChunk,
  { model = 'm@2', embedding = [1, 0] }: { model?: string; embedding?: number[] } = {},
): Promise<void> {
  await db('chunk_vectors').insert({
    chunkId,
    materialId,
    ownerId,
    model,
    embedding: model === 'none' ? null : `[${embedding.join(',')}]`,
    search: db.raw('array_to_tsvector(?::text[])', [searchWords(text)]),
    headings: db.raw('array_to_tsvector(?::text[])', [headingWords(text, headingPath)]),
  });
}

/** A move of a material to other vectors that is done. */
export function buildReembedding(
  db: Knex,
  columns: Columns<Reembedding, 'materialId' | 'userId'>,
): Promise<Reembedding> {
  const { id = randomUUID(), runNo = 1, status = 'done' } = columns;
  return insertRow(Reembedding, db, {
    id,
    model: 'm@2',
    failure: failureOf(status),
    workflowId: workflowIdOf('reembedMaterial', { id, runNo }),
    ...runColumns(status),
    ...columns,
  });
}

/** A material's guide that is made, of one sentence, which stands on page 1 where the page says it. */
export function buildGuide(
  db: Knex,
  { text = 'A page of text.', ...columns }: Columns<Guide, 'id' | 'userId'> & { text?: string },
): Promise<Guide> {
  const { id, runNo = 1, status = 'ready' } = columns;
  const quote = { materialId: id, pageNo: 1, quote: text, start: 0, end: text.length };
  const sentence = { text, quotes: [quote] };
  const section = { level: 1, heading: 'Text', pageFrom: 1, pageTo: 1, sentences: [sentence] };
  const content = { language: 'en', sections: [section], summary: [sentence], terms: [], questions: [] };
  return insertRow(Guide, db, {
    failure: failureOf(status),
    workflowId: workflowIdOf('buildGuide', { id, runNo }),
    ...(status === 'ready' ? { content, provider: 'offline', model: 'extractive-1' } : {}),
    ...runColumns(status),
    ...columns,
  });
}

/** Pages that count against what a student may have read in a day. */
export async function buildPageAdmission(
  db: Knex,
  columns: { userId: string; materialId?: string; pages?: number; createdAt?: Date },
): Promise<void> {
  await db('page_admissions').insert({ materialId: randomUUID(), runNo: 1, pages: 1, ...columns });
}
