import { QUESTION_WORDS } from '../../domain/text/question-words.js';
import { searchWords } from '../../domain/text/search-words.js';

/** Chunks of one kind that are searched, in SQL. */
export interface ChunkKind {
  /** A word for it, which the names of its parts of the statement end with. */
  name: string;
  /** Gives `id` and `title_words` of what the chunks are of. */
  titled: string;
  /** From where the chunks' vectors come, as `v`, joined with what they are of, `t`, by the name it is given. */
  vectors(titled: string): string;
}

/** What a word counts that only the headings above a chunk have, or only the title. */
const IN_HEADING = 0.5;
const IN_TITLE = 0.25;

/** What being farther than the mean counts: how far a chunk is tells little, and must not outweigh words that it has. */
const FAR = 0.1;

/** Words by which questions ask, in the form in which words are compared. */
const ASKING = new Set(Object.values(QUESTION_WORDS).flatMap(({ fillers }) => searchWords(fillers)));

const NO_BITS = 'CAST(0 AS bigint)';

/**
 * The common table expressions that rank chunks of one kind; the last, `best_<name>`, has `id` and `score`. They take
 * `:word<n>` and `:query<n>` for each word, `:long` and `:any` for those of `byLength`, `:model<n>` and `:vector<n>` for
 * each vector, and `:limit`. Which words a chunk has is kept as the bits of a number, since many chunks have the same.
 */
export function rankedChunks({ name, titled, vectors }: ChunkKind, words: readonly string[], models: number): string {
  const { short, long } = byLength(words);
  const each = (sql: (n: number) => string, between: string) => words.map((_, n) => sql(n)).join(between);
  const titleBits = each((n) => `CASE WHEN :word${n} = ANY (named.title_words) THEN ${bit(n)} ELSE 0 END`, ' | ');
  return `titled_${name} AS MATERIALIZED (
       SELECT named.id, ${titleBits || NO_BITS} AS title FROM (${titled}) AS named
     ),
     scored_${name} AS MATERIALIZED (
       SELECT v.chunk_id AS id, v.model, ${nearness(models)} AS nearness,
              ${bitsOf('v.search', short)} | ${bitsOf('v.search', long, 'long')} AS own,
              ${bitsOf('v.headings', [...short, ...long], 'any')} AS above, t.title
       ${vectors(`titled_${name}`)}
     ),
     alike_${name} AS MATERIALIZED (
       SELECT model, own | above AS held, bit_or(title) AS title, CAST(count(*) AS float8) AS chunks,
              sum(nearness) AS sum, max(nearness) AS best
       FROM scored_${name} GROUP BY model, own | above
     ),
     models_${name} AS MATERIALIZED (
       SELECT model, sum(sum) / sum(chunks) AS mean, max(best) AS best FROM alike_${name} GROUP BY model
     ),
     rarity_${name} AS MATERIALIZED (
       SELECT ${words.map((word, n) => `${rarity(word, n)} AS word${n}`).join(', ') || 'count(*) AS chunks'} FROM alike_${name}
     ),
     weights_${name} AS MATERIALIZED (
       SELECT *, ${each((n) => `word${n}`, ' + ') || '1'} AS total FROM rarity_${name}
     ),
     found_${name} AS (
       SELECT scored.id, scored.nearness IS NOT NULL AS is_near, coalesce(${shareOf(words)}, 0) AS share,
              ${nearOrFar('(scored.nearness - models.mean) / nullif(models.best - models.mean, 0)')} AS nearness
       FROM weights_${name}, scored_${name} AS scored JOIN models_${name} AS models ON models.model = scored.model
     ),
     best_${name} AS (
       SELECT id, share + CASE WHEN is_near THEN coalesce(nearness, 0) ELSE share END AS score FROM found_${name} WHERE is_near OR share > 0
       ORDER BY score DESC, id LIMIT :limit
     )`;
}

/** The words by length: short ones are mostly those that many chunks have. */
export function byLength(words: readonly string[]) {
  const order = words.map((_, n) => n).sort((a, b) => (words[a] ?? '').length - (words[b] ?? '').length);
  const half = Math.floor(order.length / 2);
  return { short: order.slice(0, half), long: order.slice(half) };
}

const nearness = (models: number): string => {
  const cases = Array.from(
    { length: models },
    (_, n) => `WHEN :model${n} THEN 1 - (v.embedding <=> CAST(:vector${n} AS halfvec))`,
  );
  return cases.length > 0 ? `CASE v.model ${cases.join(' ')} END` : 'CAST(NULL AS float8)';
};

const nearOrFar = (nearness: string): string => `${nearness} * CASE WHEN ${nearness} < 0 THEN ${FAR} ELSE 1 END`;

const bit = (n: number): string => `CAST(${2 ** n} AS bigint)`;

const bitIf = (column: string, query: string, bits: string): string =>
  `CASE WHEN ${column} @@ CAST(:${query} AS tsquery) THEN ${bits} ELSE 0 END`;

/** The bits of the words of a column, each looked for by itself, or none if the column has no word of a query. */
const bitsOf = (column: string, words: readonly number[], atOnce?: string): string => {
  const bits = words.map((n) => bitIf(column, `query${n}`, bit(n))).join(' | ') || NO_BITS;
  return atOnce ? bitIf(column, atOnce, bits) : bits;
};

/**
 * How rare a word is in texts and what stands above them: what is in the head of a table tells its rows from no other. One
 * by which questions ask, such as *when*, counts nothing where no text has it: as the rarest of all it would leave little
 * to the others. Any other that no text has counts fully, since then the others are no measure of what is asked.
 */
const rarity = (word: string, n: number): string => {
  const having = `coalesce(sum(chunks) FILTER (WHERE held & ${bit(n)} <> 0), 0)`;
  const rare = `ln(1 + (sum(chunks) - ${having} + 0.5) / (${having} + 0.5))`;
  return ASKING.has(word) ? `CASE WHEN bit_or(held | title) & ${bit(n)} <> 0 THEN ${rare} ELSE 0 END` : rare;
};

/** Which share of the question's words a chunk has; 0 where all are such as count nothing. */
function shareOf(words: readonly string[]): string {
  if (words.length === 0) return 'CAST(0 AS float8)';
  const sum = (term: (n: number) => string) => words.map((_, n) => term(n)).join(' + ');
  const own = sum((n) => `CASE WHEN own & ${bit(n)} <> 0 THEN word${n} ELSE 0 END`);
  const elsewhere = sum(
    (n) =>
      `CASE WHEN own & ${bit(n)} <> 0 THEN 0 WHEN above & ${bit(n)} <> 0 THEN word${n} * ${IN_HEADING} WHEN title & ${bit(n)} <> 0 THEN word${n} * ${IN_TITLE} ELSE 0 END`,
  );
  return `(${own} + CASE WHEN (above | title) & ~own <> 0 THEN ${elsewhere} ELSE 0 END) / nullif(total, 0)`;
}
