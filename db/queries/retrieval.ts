import type { Knex } from 'knex';
import { HEADING_MARK, searchWords } from '../../domain/text/search-words.js';
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
  /** Most chunks. */
  limit: number;
}

/** A chunk and where it stands. */
export interface FoundChunk {
  id: string;
  materialId: string;
  pageFrom: number;
  /** The same for chunks of the same text. */
  textHash: string;
}

/**
 * Searches an owner's chunks by vectors and by words, in one statement that reads each chunk in scope once, and ranks
 * them by the sum of two numbers:
 *
 * - how near its vector is, 1 for the nearest and 0 for the mean of those of its model; distances are exact;
 * - which share of the question's words it has, each word weighed by how rare it is in scope, ln(1 + (n - d + 0.5) /
 *   (d + 0.5)) for d of n chunks (Robertson and Spärck Jones), and counted once, so that a list that repeats a word
 *   gains nothing. Words that only its headings or its material's title have count less.
 *
 * Both weigh the same: on the questions of bench/tutor any weight of the words from 0.5 to 1 gives the same recall, and
 * 1 the best first rank.
 * @returns best first; without vectors, only those with some word of the question
 * @throws what the database throws
 */
export async function searchChunks(db: Knex, scope: SearchScope, search: SearchFor): Promise<FoundChunk[]> {
  const words = searchWords(search.question).slice(0, MAX_WORDS);
  const { rows } = await db.raw<{ rows: FoundChunk[] }>(
    `WITH titled AS MATERIALIZED (
       SELECT m.id${words.map((_, n) => `, CASE WHEN :word${n} = ANY (m.title_words) THEN ${IN_TITLE} ELSE 0 END AS word${n}`).join('')}
       FROM materials AS m
       WHERE m.owner_id = :ownerId AND m.status IN ('ready', 'partial')
         AND (cardinality(CAST(:materialIds AS uuid[])) = 0 OR m.id = ANY (CAST(:materialIds AS uuid[])))
         AND (CAST(:topicId AS uuid) IS NULL OR m.topic_id = :topicId)
     ),
     scored AS MATERIALIZED (
       SELECT v.chunk_id AS id, v.model, ${nearness(search.vectors.length)} AS nearness${words.map((_, n) => `, ${presence(n)} AS word${n}`).join('')}
       FROM chunk_vectors AS v JOIN titled ON titled.id = v.material_id
       ${scope.pages ? `JOIN material_chunks AS c ON c.id = v.chunk_id AND ${IN_PAGES}` : ''}
       WHERE v.owner_id = :ownerId AND v.searchable
     ),
     models AS (SELECT model, avg(nearness) AS mean, max(nearness) AS best FROM scored GROUP BY model),
     rarity AS (SELECT ${words.map((_, n) => `${rarity(n)} AS word${n}`).join(', ') || 'count(*) AS scored'} FROM scored),
     found AS (
       SELECT scored.id, scored.nearness IS NULL AS is_by_words, ${share(words.length)} AS share,
              coalesce((scored.nearness - models.mean) / nullif(models.best - models.mean, 0), 0) AS nearness
       FROM scored JOIN models ON models.model = scored.model, rarity
     ),
     best AS (
       SELECT id, share + nearness AS score FROM found WHERE share > 0 OR NOT is_by_words
       ORDER BY score DESC, id LIMIT :limit
     )
     SELECT c.id, c.material_id AS "materialId", c.page_from AS "pageFrom", c.text_hash AS "textHash"
     FROM best JOIN material_chunks AS c ON c.id = best.id
     ORDER BY best.score DESC, c.id`,
    bindings(scope, search, words),
  );
  return rows;
}

/** What a word counts that only the headings above a chunk have, or only the title. */
const IN_HEADING = 0.5;
const IN_TITLE = 0.25;

const IN_PAGES = 'c.page_from <= :pageTo AND c.page_to >= :pageFrom';

const nearness = (models: number): string => {
  const cases = Array.from(
    { length: models },
    (_, n) => `WHEN :model${n} THEN 1 - (v.embedding <=> CAST(:vector${n} AS halfvec))`,
  );
  return cases.length > 0 ? `CASE v.model ${cases.join(' ')} END` : 'CAST(NULL AS float8)';
};

const presence = (n: number): string =>
  `CASE WHEN v.search @@ CAST(:own${n} AS tsquery) THEN 1 WHEN v.search @@ CAST(:heading${n} AS tsquery) THEN ${IN_HEADING} ELSE titled.word${n} END`;

const rarity = (n: number): string =>
  `ln(1 + (count(*) - count(*) FILTER (WHERE word${n} = 1) + 0.5) / (count(*) FILTER (WHERE word${n} = 1) + 0.5))`;

function share(words: number): string {
  const all = Array.from({ length: words }, (_, n) => n);
  if (words === 0) return '0';
  const has = all.map((n) => `scored.word${n} * rarity.word${n}`).join(' + ');
  return `(${has}) / (${all.map((n) => `rarity.word${n}`).join(' + ')})`;
}

/** Each word of the question is looked for in each chunk, and what is in an image may be long. */
const MAX_WORDS = 32;

function bindings(scope: SearchScope, { vectors, limit }: SearchFor, words: readonly string[]) {
  const { ownerId, topicId, pages } = scope;
  return {
    ownerId,
    topicId,
    limit,
    materialIds: [...scope.materialIds],
    ...(pages ? { pageFrom: pages.from, pageTo: pages.to } : {}),
    ...Object.fromEntries(
      vectors.flatMap(({ model, vector }, n) => [
        [`model${n}`, model],
        [`vector${n}`, vectorLiteral(vector)],
      ]),
    ),
    ...Object.fromEntries(
      words.flatMap((word, n) => [
        [`word${n}`, word],
        [`own${n}`, `'${word}'`],
        [`heading${n}`, `'${HEADING_MARK}${word}'`],
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
