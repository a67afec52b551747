import type { Knex } from 'knex';

/** A text that waits for its vector. */
export interface PendingChunk {
  id: string;
  text: string;
}

/** The next chunks of a material, in order, that have no vector yet. */
export async function pendingChunks(db: Knex, materialId: string, limit: number): Promise<PendingChunk[]> {
  return db('material_chunks')
    .where({ materialId })
    .whereNull('model')
    .orderBy('ord')
    .limit(limit)
    .select('id', 'text');
}

/**
 * Gives chunks of a material the vectors that the same owner's chunks of the same text have already.
 * @returns how many.
 */
export async function reuseVectors(trx: Knex, model: string, chunkIds: readonly string[]): Promise<number> {
  const { rowCount } = await trx.raw(
    `UPDATE material_chunks AS c SET model = :model, embedding = twin.embedding, updated_at = now()
     FROM material_chunks AS fresh
     CROSS JOIN LATERAL (
       SELECT known.embedding FROM material_chunks AS known
       WHERE known.owner_id = fresh.owner_id AND known.text_hash = fresh.text_hash AND known.text = fresh.text
         AND known.model = :model
       LIMIT 1
     ) AS twin
     WHERE fresh.id = ANY(CAST(:chunkIds AS uuid[])) AND c.id = fresh.id AND c.model IS NULL`,
    { model, chunkIds: [...chunkIds] },
  );
  return rowCount;
}

/** Writes vectors of one model to chunks of a material. */
export async function storeVectors(
  trx: Knex,
  materialId: string,
  model: string,
  vectors: readonly { id: string; vector: readonly number[] }[],
): Promise<void> {
  await trx.raw(
    `UPDATE material_chunks AS c SET model = :model, embedding = v.embedding::vector, updated_at = now()
     FROM unnest(CAST(:ids AS uuid[]), CAST(:embeddings AS text[])) AS v (id, embedding)
     WHERE c.id = v.id AND c.material_id = :materialId`,
    {
      model,
      materialId,
      ids: vectors.map(({ id }) => id),
      embeddings: vectors.map(({ vector }) => vectorLiteral(vector)),
    },
  );
}

/** pgvector's text form. */
export const vectorLiteral = (vector: readonly number[]): string => `[${vector.join(',')}]`;
