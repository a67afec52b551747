import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { IndexedWords } from '../../domain/text/search-words.js';
import { Material } from '../models/material.js';

/** A text that waits for its vector. */
export interface PendingChunk {
  id: string;
  text: string;
  headingPath: string[];
  /** The head row of the table that it begins within. */
  tableHead: string | null;
  language: string | null;
}

/** The vectors of one model of a material; those that are not searchable wait for the rest. */
export interface VectorSet {
  materialId: string;
  model: string;
  searchable: boolean;
}

/** The next chunks of a material, in order, that lack their vector in a set. */
export async function pendingChunks(
  db: Knex,
  { materialId, model, searchable }: VectorSet,
  limit: number,
): Promise<PendingChunk[]> {
  return db('material_chunks as c')
    .where({ materialId })
    .whereNotExists((known) =>
      known
        .from('chunk_vectors as v')
        .whereRaw('v.chunk_id = c.id')
        .where({ model })
        .where(searchable ? { searchable } : {}),
    )
    .orderBy('ord')
    .limit(limit)
    .select('id', 'text', 'headingPath', 'tableHead', 'language');
}

/** A vector that was made to wait, as of a move to its model that goes on, may be searched from now on. */
const OR_SEARCHED = `ON CONFLICT (chunk_id, model) DO UPDATE SET searchable = true
     WHERE excluded.searchable AND NOT chunk_vectors.searchable`;

/** The chunks of the same text as `fresh`, of the same owner and language, below the same head of a table, that have a vector. */
const TWINS = `material_chunks AS known
       JOIN chunk_vectors AS v ON v.chunk_id = known.id AND v.model = :model
       WHERE known.owner_id = fresh.owner_id AND known.text_hash = fresh.text_hash AND known.text = fresh.text
         AND known.table_head IS NOT DISTINCT FROM fresh.table_head
         AND known.language IS NOT DISTINCT FROM fresh.language`;

/** Those of these chunks whose text has a vector already, as reuseVectors finds it. */
export async function chunksOfKnownText(
  trx: Transaction,
  { model }: Pick<VectorSet, 'model'>,
  ids: readonly string[],
): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `SELECT fresh.id FROM material_chunks AS fresh
     WHERE fresh.id = ANY (CAST(:ids AS uuid[])) AND EXISTS (SELECT FROM ${TWINS})`,
    { model, ids: [...ids] },
  );
  return rows.map(({ id }) => id);
}

/**
 * Gives chunks of a material the vectors that the same owner's chunks of the same text have already, below the same
 * head of a table and in the same language.
 * @returns how many.
 */
export async function reuseVectors(
  trx: Transaction,
  { model, searchable }: VectorSet,
  chunks: readonly { id: string; headings: readonly string[] }[],
): Promise<number> {
  const { rowCount } = await trx.raw(
    `INSERT INTO chunk_vectors (chunk_id, model, material_id, owner_id, searchable, embedding, search, headings)
     SELECT fresh.id, :model, fresh.material_id, fresh.owner_id, :searchable, twin.embedding, twin.search,
            array_to_tsvector(string_to_array(asked.headings, ' '))
     FROM unnest(CAST(:ids AS uuid[]), CAST(:headings AS text[])) AS asked (id, headings)
     JOIN material_chunks AS fresh ON fresh.id = asked.id
     CROSS JOIN LATERAL (
       SELECT v.embedding, v.search FROM ${TWINS}
       LIMIT 1
     ) AS twin
     ${OR_SEARCHED}`,
    { model, searchable, ids: chunks.map(({ id }) => id), headings: chunks.map(({ headings }) => headings.join(' ')) },
  );
  return rowCount;
}

/**
 * Writes vectors to chunks of a material, and the words of each, without their endings where a stemmer is named
 * (domain/text/stemmers.ts); chunks that are gone meanwhile, or have theirs, are left out. An empty vector stands for none.
 */
export async function storeVectors(
  trx: Transaction,
  { materialId, model, searchable }: VectorSet,
  vectors: readonly ({ id: string; vector: readonly number[]; headings: readonly string[] } & IndexedWords)[],
): Promise<void> {
  await trx.raw(
    `INSERT INTO chunk_vectors (chunk_id, model, material_id, owner_id, searchable, embedding, search, headings)
     SELECT c.id, :model, c.material_id, c.owner_id, :searchable, CAST(v.embedding AS halfvec),
            array_to_tsvector(stems_of(string_to_array(v.words, ' '), v.stemmer)),
            array_to_tsvector(string_to_array(v.headings, ' '))
     FROM unnest(CAST(:ids AS uuid[]), CAST(:embeddings AS text[]), CAST(:words AS text[]), CAST(:stemmers AS text[]),
       CAST(:headings AS text[])) AS v (id, embedding, words, stemmer, headings)
     JOIN material_chunks AS c ON c.id = v.id AND c.material_id = :materialId
     ${OR_SEARCHED}`,
    {
      materialId,
      model,
      searchable,
      ids: vectors.map(({ id }) => id),
      words: vectors.map(({ words }) => words.join(' ')),
      stemmers: vectors.map(({ stemmer }) => stemmer),
      headings: vectors.map(({ headings }) => headings.join(' ')),
      embeddings: vectors.map(({ vector }) => (vector.length > 0 ? vectorLiteral(vector) : null)),
    },
  );
}

/** Removes vectors of other models than this. */
export async function dropOtherModels(
  trx: Transaction,
  { model }: VectorSet,
  chunkIds: readonly string[],
): Promise<void> {
  await trx('chunk_vectors').whereIn('chunkId', chunkIds).whereNot({ model }).delete();
}

/** pgvector's text form. */
export const vectorLiteral = (vector: readonly number[]): string => `[${vector.join(',')}]`;

/** Ids of the materials that are searched by vectors of other models than these, of one student or of all. */
export async function materialsOfOtherModels(
  db: Knex,
  models: readonly string[],
  ownerId: string | undefined,
): Promise<string[]> {
  const materials = Material.query(db)
    .alias('m')
    .modify('ingested')
    .whereExists(db('chunk_vectors as v').whereRaw('v.material_id = m.id AND v.searchable').whereNotIn('model', models))
    .orderBy('id')
    .select('id');
  if (ownerId !== undefined) materials.where({ ownerId });
  return (await materials).map(({ id }) => id);
}

/**
 * Makes the vectors of a model the ones that are searched, and drops the others of the material.
 * @param trx in it both happen at once
 */
export async function swapVectors(
  trx: Transaction,
  { materialId, model }: Pick<VectorSet, 'materialId' | 'model'>,
): Promise<void> {
  await trx('chunk_vectors').where({ materialId }).whereNot({ model }).delete();
  await trx('chunk_vectors').where({ materialId, model, searchable: false }).update({ searchable: true });
}
