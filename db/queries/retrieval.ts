import type { Knex } from 'knex';
import { vectorLiteral } from './chunk-vectors.js';

/** Whose chunks are searched, and among which. */
export interface SearchScope {
  ownerId: string;
  /** Empty: all. */
  materialIds: readonly string[];
  topicId: string | null;
  /** Both inclusive, from 1. */
  pages: { from: number; to: number } | null;
}

/** What is searched for. */
export interface SearchFor {
  question: string;
  /** The question in the vectors of one model or more; with none, words alone are searched. */
  vectors: readonly { model: string; vector: readonly number[] }[];
  /** Most chunks of each ranking. */
  limit: number;
}

/** A chunk and where it stands. */
export interface FoundChunk {
  id: string;
  materialId: string;
  pageFrom: number;
}

/** One ranking for each vector, in their order, nearest first by cosine distance; then one by words, best first. */
export type Rankings = FoundChunk[][];

interface Row extends FoundChunk {
  arm: number;
  /** The less the better. */
  score: number;
}

/**
 * Searches an owner's chunks by vectors and by words, in one statement that reads each chunk in scope once. Distances
 * are exact: every vector is compared. By words, cover density ranks (ts_rank_cd), and any shared word counts.
 * @throws what the database throws
 */
export async function searchChunks(db: Knex, scope: SearchScope, search: SearchFor): Promise<Rankings> {
  const distances = search.vectors.map(
    (_, arm) => `WHEN :model${arm} THEN v.embedding <=> CAST(:vector${arm} AS halfvec)`,
  );
  const arms = [...search.vectors.map((_, arm) => nearest(arm)), matching(search.vectors.length)];
  const { rows } = await db.raw<{ rows: Row[] }>(
    `WITH asked AS (
       SELECT CAST(replace(CAST(plainto_tsquery('english', :question) AS text), '&', '|') AS tsquery) AS words
     ),
     scored AS MATERIALIZED (
       SELECT v.chunk_id AS id, v.model,
              ${distances.length > 0 ? `CASE v.model ${distances.join(' ')} END` : 'NULL'} AS distance,
              ts_rank(v.search, asked.words) AS frequency
       FROM asked, chunk_vectors AS v JOIN materials AS m ON m.id = v.material_id
       ${scope.pages ? `JOIN material_chunks AS c ON c.id = v.chunk_id AND ${IN_PAGES}` : ''}
       WHERE v.owner_id = :ownerId AND v.searchable AND m.owner_id = :ownerId AND m.status IN ('ready', 'partial')
         AND (cardinality(CAST(:materialIds AS uuid[])) = 0 OR m.id = ANY (CAST(:materialIds AS uuid[])))
         AND (CAST(:topicId AS uuid) IS NULL OR m.topic_id = :topicId)
     ),
     found AS (${arms.join(' UNION ALL ')})
     SELECT found.arm, found.score, c.id, c.material_id AS "materialId", c.page_from AS "pageFrom"
     FROM found JOIN material_chunks AS c ON c.id = found.id`,
    bindings(scope, search),
  );
  return arms.map((_, arm) =>
    rows
      .filter((row) => row.arm === arm)
      .sort((a, b) => a.score - b.score || a.id.localeCompare(b.id))
      .map(({ id, materialId, pageFrom }) => ({ id, materialId, pageFrom })),
  );
}

/** Chunks with the most of the question's words, among which the best are looked for. */
const PROMISING = 100;

const IN_PAGES = 'c.page_from <= :pageTo AND c.page_to >= :pageFrom';

const nearest = (arm: number): string => `(
  SELECT ${arm} AS arm, id, distance AS score FROM scored WHERE model = :model${arm} ORDER BY score, id LIMIT :limit
)`;

/** Cover density costs five times as much as mere frequency, so that it ranks the most promising only. */
const matching = (arm: number): string => `(
  SELECT ${arm} AS arm, promising.id, -ts_rank_cd(v.search, asked.words) AS score
  FROM asked, (
    SELECT id, model FROM scored WHERE frequency > 0 ORDER BY frequency DESC, id LIMIT ${PROMISING}
  ) AS promising
  JOIN chunk_vectors AS v ON v.chunk_id = promising.id AND v.model = promising.model
  ORDER BY score, id LIMIT :limit
)`;

/** Each word of the question is looked for in each chunk, and what is in an image may be long. */
const MAX_WORDS = 64;

const firstWords = (text: string): string => [...new Set(text.match(/[\p{L}\p{N}]+/gu))].slice(0, MAX_WORDS).join(' ');

function bindings(scope: SearchScope, { question, vectors, limit }: SearchFor) {
  const { ownerId, topicId, pages } = scope;
  return {
    ownerId,
    topicId,
    question: firstWords(question),
    limit,
    materialIds: [...scope.materialIds],
    ...(pages ? { pageFrom: pages.from, pageTo: pages.to } : {}),
    ...Object.fromEntries(
      vectors.flatMap(({ model, vector }, arm) => [
        [`model${arm}`, model],
        [`vector${arm}`, vectorLiteral(vector)],
      ]),
    ),
  };
}

/** Models of an owner's searchable vectors. */
export async function searchableModels(db: Knex, ownerId: string, known: readonly string[]): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { model: string }[] }>(
    `SELECT model FROM unnest(CAST(:known AS text[])) AS known (model)
     WHERE EXISTS (SELECT FROM chunk_vectors AS v WHERE v.owner_id = :ownerId AND v.model = known.model AND v.searchable)`,
    { ownerId, known: [...known] },
  );
  return rows.map(({ model }) => model);
}
