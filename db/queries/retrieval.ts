import type { Knex } from 'knex';
import { searchWords } from '../../domain/text/search-words.js';
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
 * 1 the best first rank. Which words a chunk has is kept as the bits of a number, since many chunks have the same.
 * @returns best first; without vectors, only those with some word of the question
 * @throws what the database throws
 */
export async function searchChunks(db: Knex, scope: SearchScope, search: SearchFor): Promise<FoundChunk[]> {
  const words = searchWords(search.question).slice(0, MAX_WORDS);
  const { short, long } = byLength(words);
  const each = (sql: (n: number) => string, between: string) => words.map((_, n) => sql(n)).join(between);
  const { rows } = await db.raw<{ rows: FoundChunk[] }>(
    `WITH titled AS MATERIALIZED (
       SELECT m.id, ${each((n) => `CASE WHEN :word${n} = ANY (m.title_words) THEN ${bit(n)} ELSE 0 END`, ' | ') || NO_BITS} AS title
       FROM materials AS m
       WHERE m.owner_id = :ownerId AND m.status IN ('ready', 'partial')
         AND (cardinality(CAST(:materialIds AS uuid[])) = 0 OR m.id = ANY (CAST(:materialIds AS uuid[])))
         AND (CAST(:topicId AS uuid) IS NULL OR m.topic_id = :topicId)
     ),
     scored AS MATERIALIZED (
       SELECT v.chunk_id AS id, v.model, ${nearness(search.vectors.length)} AS nearness,
              ${bitsOf('v.search', short)} | ${bitsOf('v.search', long, 'long')} AS own,
              ${bitsOf('v.headings', [...short, ...long], 'any')} AS above, titled.title
       FROM chunk_vectors AS v JOIN titled ON titled.id = v.material_id
       ${scope.pages ? `JOIN material_chunks AS c ON c.id = v.chunk_id AND ${IN_PAGES}` : ''}
       WHERE v.owner_id = :ownerId AND v.searchable
     ),
     alike AS MATERIALIZED (
       SELECT model, own, CAST(count(*) AS float8) AS chunks, sum(nearness) AS sum, max(nearness) AS best FROM scored GROUP BY model, own
     ),
     models AS MATERIALIZED (SELECT model, sum(sum) / sum(chunks) AS mean, max(best) AS best FROM alike GROUP BY model),
     rarity AS MATERIALIZED (SELECT ${each((n) => `${rarity(n)} AS word${n}`, ', ') || 'count(*) AS chunks'} FROM alike),
     weights AS MATERIALIZED (SELECT rarity.*, ${each((n) => `word${n}`, ' + ') || '1'} AS total FROM rarity),
     found AS (
       SELECT scored.id, scored.nearness IS NOT NULL AS is_near, ${shareOf(words)} AS share,
              coalesce((scored.nearness - models.mean) / nullif(models.best - models.mean, 0), 0) AS nearness
       FROM weights, scored JOIN models ON models.model = scored.model
     ),
     best AS (
       SELECT id, share + nearness AS score FROM found WHERE is_near OR share > 0
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

/** Each word of the question is looked for in each chunk, and what is in an image may be long. */
const MAX_WORDS = 32;

const IN_PAGES = 'c.page_from <= :pageTo AND c.page_to >= :pageFrom';
const NO_BITS = 'CAST(0 AS bigint)';

const nearness = (models: number): string => {
  const cases = Array.from(
    { length: models },
    (_, n) => `WHEN :model${n} THEN 1 - (v.embedding <=> CAST(:vector${n} AS halfvec))`,
  );
  return cases.length > 0 ? `CASE v.model ${cases.join(' ')} END` : 'CAST(NULL AS float8)';
};

const bit = (n: number): string => `CAST(${2 ** n} AS bigint)`;

const bitIf = (column: string, query: string, bits: string): string =>
  `CASE WHEN ${column} @@ CAST(:${query} AS tsquery) THEN ${bits} ELSE 0 END`;

/** The bits of the words of a column, each looked for by itself, or none if the column has no word of a query. */
const bitsOf = (column: string, words: readonly number[], atOnce?: string): string => {
  const bits = words.map((n) => bitIf(column, `query${n}`, bit(n))).join(' | ') || NO_BITS;
  return atOnce ? bitIf(column, atOnce, bits) : bits;
};

/** The words by length: short ones are mostly those that many chunks have. */
function byLength(words: readonly string[]) {
  const order = words.map((_, n) => n).sort((a, b) => (words[a] ?? '').length - (words[b] ?? '').length);
  const half = Math.floor(order.length / 2);
  return { short: order.slice(0, half), long: order.slice(half) };
}

const rarity = (n: number): string => {
  const having = `coalesce(sum(chunks) FILTER (WHERE own & ${bit(n)} <> 0), 0)`;
  return `ln(1 + (sum(chunks) - ${having} + 0.5) / (${having} + 0.5))`;
};

/** Which share of the question's words a chunk has. */
function shareOf(words: readonly string[]): string {
  if (words.length === 0) return 'CAST(0 AS float8)';
  const sum = (term: (n: number) => string) => words.map((_, n) => term(n)).join(' + ');
  const own = sum((n) => `CASE WHEN own & ${bit(n)} <> 0 THEN word${n} ELSE 0 END`);
  const elsewhere = sum(
    (n) =>
      `CASE WHEN own & ${bit(n)} <> 0 THEN 0 WHEN above & ${bit(n)} <> 0 THEN word${n} * ${IN_HEADING} WHEN title & ${bit(n)} <> 0 THEN word${n} * ${IN_TITLE} ELSE 0 END`,
  );
  return `(${own} + CASE WHEN (above | title) & ~own <> 0 THEN ${elsewhere} ELSE 0 END) / total`;
}

const anyOf = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' | ');

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
        [`query${n}`, anyOf([word])],
      ]),
    ),
    long: anyOf(byLength(words).long.flatMap((n) => words[n] ?? [])),
    any: anyOf(words),
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
