import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import type { Material } from '../../db/models/material.js';
import { MaterialChunk } from '../../db/models/material-chunk.js';
import { MaterialPage } from '../../db/models/material-page.js';
import { storeVectors } from '../../db/queries/chunk-vectors.js';
import { moveChunks, storedChunks } from '../../db/queries/chunks.js';
import { countCharacters, storeBodies } from '../../db/queries/pages.js';
import { Failure } from '../../domain/runs/failures.js';
import type { Run } from '../../domain/runs/flows.js';
import { type ChunkInLanguage, chunkChanges } from '../../domain/text/chunk-changes.js';
import { type Chunk, chunkPages } from '../../domain/text/chunking.js';
import { MAX_MATERIAL_CHARACTERS } from '../../domain/text/text-limits.js';
import { writeInRun } from '../runs/lock-run.js';
import type { Clock } from '../shared/clock.js';
import { wordsAbove, wordsOf } from './chunk-words.js';
import { assertChunksLeft } from './quota.js';

/** Rows of one INSERT; PostgreSQL takes at most 65,535 values in a statement. */
const INSERT_ROWS = 500;

export interface ChunkDeps {
  db: Knex;
  /** Most chunks of one student. */
  maxChunks: number;
  clock: Clock;
}

/**
 * Cuts the pages that are done by now into chunks, which can be found by their words at once. Chunks of before that are
 * the same stay, with their vectors. As long as there are pages to be read the last chunk is left for later: what comes
 * next may belong to it. Once all are read, the material's phase is `embedding`.
 * @returns how many chunks it has
 * @throws Failure Superseded, TooMuchText, LibraryFull; Unexpected where pages came meanwhile.
 */
export async function chunkMaterial({ db, maxChunks, clock }: ChunkDeps, run: Run): Promise<{ chunkCount: number }> {
  await assertChunkable(run.id, db);
  const read = await MaterialPage.query(db)
    .where({ materialId: run.id })
    .orderBy('pageNo')
    .select('pageNo', 'status', 'text', 'language');
  const pages = read.filter(({ status }) => status === 'done');
  const { chunks: texts, bodies } = chunkPages(pages);
  const chunks = withLanguages(texts, pages);
  return writeInRun({ db }, 'ingestMaterial', run, async (material, trx) => {
    // An attempt that was given up for lost must not put what it has read in the place of what came since.
    if (read.length !== material.pagesDone + material.pagesFailed) throw new Failure('Unexpected');
    const isWhole = read.length === material.pageCount || material.pageCount === null;
    const last = isWhole ? undefined : chunks.at(-1);
    const cut = last ? chunks.slice(0, -1) : chunks;
    await assertChunksLeft(maxChunks, { userId: material.ownerId, materialId: run.id, chunks: cut.length }, trx);
    // A chunk that goes over the edge of a page has its body up to there, and so has what is quoted from it.
    await storeBodies(trx, run.id, bodies);
    await storeChunks(material, cut, trx);
    await material.$query(trx).patch({
      ...(isWhole && material.phase !== 'embedding' ? { phase: 'embedding', phaseStartedAt: clock() } : {}),
      pagesChunked: last ? pages.filter(({ pageNo }) => pageNo < last.pageFrom).length : pages.length,
      languages: mostFirst(cut.map(({ language }) => language)),
    });
    return { chunkCount: cut.length };
  });
}

/** @throws Failure TooMuchText. */
async function assertChunkable(materialId: string, db: Knex): Promise<void> {
  if ((await countCharacters(db, materialId)) > MAX_MATERIAL_CHARACTERS) throw new Failure('TooMuchText');
}

async function storeChunks(
  { id: materialId, ownerId }: Pick<Material, 'id' | 'ownerId'>,
  chunks: readonly ChunkInLanguage[],
  trx: Transaction,
): Promise<void> {
  const { gone, moved, added } = chunkChanges(await storedChunks(trx, materialId), chunks);
  if (gone.length > 0) await MaterialChunk.query(trx).whereIn('id', gone).delete();
  await moveChunks(trx, materialId, moved);
  for (let at = 0; at < added.length; at += INSERT_ROWS) {
    const rows = added.slice(at, at + INSERT_ROWS).map((chunk) => ({ ...chunk, id: uuidv7() }));
    await MaterialChunk.query(trx).insert(
      rows.map(({ start, end, ...row }) => ({ ...row, materialId, ownerId, startOffset: start, endOffset: end })),
    );
    const words = rows.map((row) => ({ id: row.id, vector: [], ...wordsOf(row), headings: wordsAbove(row) }));
    await storeVectors(trx, { materialId, model: 'none', searchable: true }, words);
  }
}

/** Each chunk in the language of the page that it begins on. */
function withLanguages(chunks: readonly Chunk[], pages: readonly MaterialPage[]): ChunkInLanguage[] {
  const languageOf = new Map(pages.map(({ pageNo, language }) => [pageNo, language]));
  return chunks.map((chunk) => ({ ...chunk, language: languageOf.get(chunk.pageFrom) ?? null }));
}

/** The languages that there are, that of most chunks first. */
function mostFirst(languages: readonly (string | null)[]): string[] {
  const counts = new Map<string, number>();
  for (const language of languages) if (language !== null) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([language]) => language);
}
