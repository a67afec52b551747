import type { Knex } from 'knex';
import { vectorLiteral } from './chunk-vectors.js';

/** Whose chunks are searched, and in which materials (empty: all). */
export interface SearchScope {
  ownerId: string;
  materialIds: readonly string[];
}

const IN_SCOPE = `c.owner_id = :ownerId AND m.owner_id = :ownerId AND m.status IN ('ready', 'partial')
  AND (cardinality(CAST(:materialIds AS uuid[])) = 0 OR m.id = ANY (CAST(:materialIds AS uuid[])))`;

/** The owner's chunks nearest to a vector of the same model, by exact cosine distance, nearest first. */
export async function nearestChunks(
  db: Knex,
  scope: SearchScope,
  query: { model: string; vector: readonly number[]; limit: number },
): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `SELECT c.id FROM material_chunks c JOIN materials m ON m.id = c.material_id
     WHERE ${IN_SCOPE} AND c.model = :model
     ORDER BY c.embedding <=> CAST(:vector AS vector), c.id LIMIT :limit`,
    { ...scope, model: query.model, vector: vectorLiteral(query.vector), limit: query.limit },
  );
  return rows.map(({ id }) => id);
}

/** The owner's chunks that share words with a question, by cover density, best first. Any shared word counts. */
export async function matchingChunks(
  db: Knex,
  scope: SearchScope,
  query: { question: string; limit: number },
): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `WITH q AS (SELECT replace(plainto_tsquery('english', :question)::text, '&', '|')::tsquery AS words)
     SELECT c.id FROM q, material_chunks c JOIN materials m ON m.id = c.material_id
     WHERE ${IN_SCOPE} AND c.search @@ q.words
     ORDER BY ts_rank_cd(c.search, q.words) DESC, c.id LIMIT :limit`,
    { ...scope, ...query },
  );
  return rows.map(({ id }) => id);
}
