import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { vectorLiteral } from '../../db/queries/chunk-vectors.js';
import { searchWords } from '../../domain/text/search-words.js';
import { createOwner } from '../materials.js';
import type { MadeChunk } from './corpus.js';

/** Chunks of one material. */
const MATERIAL_CHUNKS = 500;

/** Students of the table: one with as many chunks as are allowed, and many with a few. */
export interface Owners {
  full: string;
  small: string[];
}

/** Makes the students. */
export async function makeOwners(db: Knex, count: number): Promise<Owners> {
  const full = await createOwner(db);
  const small: string[] = [];
  while (small.length < count - 1) small.push(await createOwner(db));
  return { full, small };
}

/** Puts made chunks into a table that the server can copy them from: making each anew would take hours. */
export async function storePool(db: Knex, pool: readonly MadeChunk[]): Promise<void> {
  await db.raw(
    'CREATE UNLOGGED TABLE bench_pool (n integer PRIMARY KEY, text text, embedding halfvec, search tsvector)',
  );
  for (let from = 0; from < pool.length; from += 500) {
    const rows = pool.slice(from, from + 500).map(({ text, vector }, at) => ({
      n: from + at,
      text,
      embedding: vectorLiteral(vector),
      search: db.raw('array_to_tsvector(?::text[])', [searchWords(text)]),
    }));
    await db('bench_pool').insert(rows);
  }
}

/** Gives a student a ready material of so many chunks, with vectors. @returns how many */
export async function addMaterial(
  db: Knex,
  {
    ownerId,
    model,
    chunks,
    from,
    pool,
  }: { ownerId: string; model: string; chunks: number; from: number; pool: number },
): Promise<number> {
  const count = Math.min(chunks, MATERIAL_CHUNKS);
  const materialId = randomUUID();
  const sha256 = materialId.replaceAll('-', '').repeat(2);
  await db.transaction(async (trx) => {
    const row = { title: 'Benchmark', format: 'pdf', bytes: 1, sha256, workflowId: 'none' };
    await trx('materials').insert({ ...row, id: materialId, ownerId, status: 'ready', finishedAt: new Date() });
    await trx.raw(
      `INSERT INTO material_pages (material_id, page_no, run_no, status, method, text)
       SELECT CAST(:materialId AS uuid), ord + 1, 1, 'done', 'text', p.text
       FROM generate_series(0, CAST(:count AS integer) - 1) AS ord JOIN bench_pool AS p ON p.n = (CAST(:from AS integer) + ord) % CAST(:pool AS integer)`,
      { materialId, count, from, pool },
    );
    await trx.raw(
      `WITH made AS (
         INSERT INTO material_chunks (id, material_id, owner_id, ord, page_from, page_to, start_offset, end_offset, text)
         SELECT gen_random_uuid(), CAST(:materialId AS uuid), CAST(:ownerId AS uuid), ord, ord + 1, ord + 1, 0, length(p.text), p.text
         FROM generate_series(0, CAST(:count AS integer) - 1) AS ord JOIN bench_pool AS p ON p.n = (CAST(:from AS integer) + ord) % CAST(:pool AS integer)
         RETURNING id, ord
       )
       INSERT INTO chunk_vectors (chunk_id, model, material_id, owner_id, embedding, search)
       SELECT made.id, :model, CAST(:materialId AS uuid), CAST(:ownerId AS uuid), p.embedding, p.search
       FROM made JOIN bench_pool AS p ON p.n = (CAST(:from AS integer) + made.ord) % CAST(:pool AS integer)`,
      { materialId, ownerId, model, count, from, pool },
    );
  });
  return count;
}

/** Chunks of one lesson. */
const LESSON_CHUNKS = 6;

/** Gives the catalog lessons of so many chunks in all, with vectors, which every student's search reads. */
export async function addLessons(
  db: Knex,
  { model, chunks, pool }: { model: string; chunks: number; pool: number },
): Promise<void> {
  const topic = await db('topics').first('id');
  for (let from = 0; from < chunks; from += LESSON_CHUNKS) {
    const lesson = { title: 'Benchmark', minutes: 5, position: 1, origin: 'bench', body: '', text: `Lesson ${from}` };
    const lists = { objectives: [], keyPoints: '[]', sources: '[]' };
    const row = { ...lesson, ...lists, id: randomUUID(), topicId: topic.id, slug: `bench-${from}`, hash: '' };
    await db.transaction(async (trx) => {
      await trx('lessons').insert(row);
      await trx('lessons')
        .where({ id: row.id })
        .update({ chunkedHash: trx.ref('text_hash') });
      await trx.raw(
        `WITH made AS (
           INSERT INTO lesson_chunks (id, lesson_id, ord, start_offset, end_offset, text)
           SELECT gen_random_uuid(), CAST(:lessonId AS uuid), p.n, 0, length(p.text), p.text
           FROM bench_pool AS p WHERE p.n >= CAST(:from AS integer) % :pool AND p.n < CAST(:from AS integer) % :pool + :count
           RETURNING id, ord
         )
         INSERT INTO lesson_vectors (chunk_id, model, lesson_id, searchable, embedding, search, headings)
         SELECT made.id, :model, CAST(:lessonId AS uuid), true, p.embedding, p.search, ''
         FROM made JOIN bench_pool AS p ON p.n = made.ord`,
        { lessonId: row.id, model, from, pool, count: LESSON_CHUNKS },
      );
    });
  }
}
