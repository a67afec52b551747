import type { Knex } from 'knex';
import { MaterialChunk } from '../../db/models/material-chunk.js';
import { MaterialPage } from '../../db/models/material-page.js';
import { Failure } from '../../domain/runs/failures.js';
import type { Run } from '../../domain/runs/flows.js';
import { type ChunkedPages, chunkPages } from '../../domain/text/chunking.js';
import { MAX_MATERIAL_CHARACTERS } from '../../domain/text/text-limits.js';
import { writeInRun } from '../runs/lock-run.js';
import type { Clock } from '../shared/clock.js';
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
 * Cuts the pages that are done into chunks, in place of those of an earlier try.
 * @throws Failure Superseded, TooMuchText, LibraryFull.
 */
export async function chunkMaterial({ db, maxChunks, clock }: ChunkDeps, run: Run): Promise<{ chunkCount: number }> {
  await assertChunkable(db, run.id);
  const pages = await MaterialPage.query(db)
    .where({ materialId: run.id, status: 'done' })
    .orderBy('pageNo')
    .select('pageNo', 'text');
  const { chunks, bodies } = chunkPages(pages);
  await writeInRun({ db }, 'ingestMaterial', run, async (material, trx) => {
    const { ownerId } = material;
    await material.$query(trx).patch({ phase: 'embedding', phaseStartedAt: clock() });
    await storeBodies(trx, run.id, bodies);
    await MaterialChunk.query(trx).where({ materialId: run.id }).delete();
    await assertChunksLeft(maxChunks, ownerId, chunks.length, trx);
    for (let at = 0; at < chunks.length; at += INSERT_ROWS) {
      const rows = chunks.slice(at, at + INSERT_ROWS).map(({ start, end, ...chunk }) => ({
        ...chunk,
        materialId: run.id,
        ownerId,
        startOffset: start,
        endOffset: end,
      }));
      await MaterialChunk.query(trx).insert(rows);
    }
  });
  return { chunkCount: chunks.length };
}

/** A chunk that goes over the edge of a page has its body up to there, and so has what is quoted from it. */
async function storeBodies(trx: Knex, materialId: string, bodies: ChunkedPages['bodies']): Promise<void> {
  await trx.raw(
    `UPDATE material_pages AS p SET body_start = b.body_start, body_end = b.body_end
     FROM unnest(CAST(:pageNos AS integer[]), CAST(:starts AS integer[]), CAST(:ends AS integer[])) AS b (page_no, body_start, body_end)
     WHERE p.material_id = :materialId AND p.page_no = b.page_no
       AND (p.body_start, p.body_end) IS DISTINCT FROM (b.body_start, b.body_end)`,
    {
      materialId,
      pageNos: bodies.map(({ pageNo }) => pageNo),
      starts: bodies.map(({ start }) => start),
      ends: bodies.map(({ end }) => end),
    },
  );
}

async function assertChunkable(db: Knex, materialId: string): Promise<void> {
  const [{ characters } = { characters: 0 }] = await db('material_pages')
    .where({ materialId })
    .select(db.raw('coalesce(sum(length(text)), 0) AS characters'));
  if (characters > MAX_MATERIAL_CHARACTERS) throw new Failure('TooMuchText');
}
