import type { Knex } from 'knex';
import { MaterialChunk } from '../../db/models/material-chunk.js';
import { MaterialPage } from '../../db/models/material-page.js';
import { countCharacters, storeBodies } from '../../db/queries/pages.js';
import { Failure } from '../../domain/runs/failures.js';
import type { Run } from '../../domain/runs/flows.js';
import { chunkPages } from '../../domain/text/chunking.js';
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
    await assertChunksLeft(maxChunks, { userId: ownerId, materialId: run.id, chunks: chunks.length }, trx);
    // A chunk that goes over the edge of a page has its body up to there, and so has what is quoted from it.
    await storeBodies(trx, run.id, bodies);
    await MaterialChunk.query(trx).where({ materialId: run.id }).delete();
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

/** @throws Failure TooMuchText. */
async function assertChunkable(db: Knex, materialId: string): Promise<void> {
  if ((await countCharacters(db, materialId)) > MAX_MATERIAL_CHARACTERS) throw new Failure('TooMuchText');
}
