import type { Knex } from 'knex';
import type { SourceRef } from '../../domain/text/source-ref.js';
import { isUnspaced } from '../../domain/text/unspaced.js';
import { SEARCHED_STATES } from '../models/material.js';
import { vectorLiteral } from './chunk-vectors.js';
import { type QuestionWord, questionWords } from './question-lexemes.js';
import { byLength, type ChunkKind, rankedChunks } from './ranked-chunks.js';
import { sqlList } from './sql-list.js';

/** Which chunks are searched: of one owner's materials, of lessons, or of both. */
export interface SearchScope {
  ownerId: string;
  topicId: string | null;
  /** Null: no materials. Of them those with these ids, or all where there are none, and these pages (from 1). */
  materials: { ids: readonly string[]; pages: { from: number; to: number } | null } | null;
  /** Null: no lessons. One, whether or not it is offered still, or all that are offered. */
  lessons: { id: string | null } | null;
}

/** What is searched for. */
export interface SearchFor {
  question: string;
  /** The question in the vectors of one model or more; with none, words alone are searched. */
  vectors: readonly { model: string; vector: readonly number[] }[];
  /** Most chunks of materials, and of lessons. */
  limit: number;
}

/** A chunk and where it stands, by the page it begins on. */
export interface FoundChunk {
  id: string;
  source: SourceRef;
  /** The same for chunks of the same text. */
  textHash: string;
}

/**
 * Searches chunks by vectors and by words, in one statement that reads each chunk in scope once. Materials and lessons
 * are ranked apart, since what a chunk is near to, and how rare a word is, is told among its like: so lessons change
 * nothing of how materials are found. Chunks are ranked by the sum of two numbers:
 *
 * - how near its vector is, 1 for the nearest and 0 for the mean of those of its model, and little below it for what is
 *   farther; distances are exact;
 * - which share of the question's words it has, each word weighed by how rare it is in scope, ln(1 + (n - d + 0.5) /
 *   (d + 0.5)) for d of n chunks (Robertson and Spärck Jones), and counted once, so that a list that repeats a word
 *   gains nothing. Words that only its headings or its title have count less, and words by which questions ask nothing
 *   where no text has them.
 *
 * A chunk that has no vector yet, as while its material is read, counts its words twice, so that it stands among
 * those that have. Both weigh the same: on the questions of bench/tutor any weight of the words from 0.5 to 1 gives the same recall, and
 * 1 the best first rank.
 * @returns those of materials before those of lessons, each best first; without vectors, only those with some word of
 * the question
 * @throws what the database throws
 */
export async function searchChunks(db: Knex, scope: SearchScope, search: SearchFor): Promise<FoundChunk[]> {
  const kinds = [
    ...(scope.materials ? [materialChunks(scope.materials)] : []),
    ...(scope.lessons ? [LESSON_CHUNKS] : []),
  ];
  if (kinds.length === 0) return [];
  const words = await questionWords(db, scope.ownerId, search.question);
  const names = words.map(({ word }) => word);
  const { rows } = await db.raw<{ rows: Row[] }>(
    `WITH ${kinds.map((kind) => rankedChunks(kind, names, search.vectors.length)).join(',\n')}
     ${kinds.map(foundOf).join(' UNION ALL ')}
     ORDER BY place, score DESC, id`,
    bindings(scope, search, words),
  );
  return rows.map(({ id, textHash, materialId, pageNo, lessonId }) => ({
    id,
    textHash,
    source: lessonId === null ? { materialId: materialId ?? '', pageNo: pageNo ?? 1 } : { lessonId },
  }));
}

interface Row extends Pick<FoundChunk, 'id' | 'textHash'> {
  materialId: string | null;
  pageNo: number | null;
  lessonId: string | null;
}

const foundOf = ({ name, chunks }: PlacedKind, place: number): string =>
  `SELECT ${place} AS place, b.score, c.id, c.text_hash AS "textHash", ${chunks} AS c JOIN best_${name} AS b ON b.id = c.id`;

/** A kind of chunk with where it stands. */
interface PlacedKind extends ChunkKind {
  chunks: string;
}

const IN_PAGES = 'JOIN material_chunks AS c ON c.id = v.chunk_id AND c.page_from <= :pageTo AND c.page_to >= :pageFrom';

const materialChunks = ({ pages }: NonNullable<SearchScope['materials']>): PlacedKind => ({
  name: 'materials',
  titled: `SELECT m.id, m.title_words FROM materials AS m
     WHERE m.owner_id = :ownerId AND m.status IN (${sqlList(SEARCHED_STATES)})
       AND (cardinality(CAST(:materialIds AS uuid[])) = 0 OR m.id = ANY (CAST(:materialIds AS uuid[])))
       AND (CAST(:topicId AS uuid) IS NULL OR m.topic_id = :topicId)`,
  vectors: (titled) => `FROM chunk_vectors AS v JOIN ${titled} AS t ON t.id = v.material_id ${pages ? IN_PAGES : ''}
     WHERE v.owner_id = :ownerId AND v.searchable`,
  chunks: `c.material_id AS "materialId", c.page_from AS "pageNo", CAST(NULL AS uuid) AS "lessonId" FROM material_chunks`,
});

const LESSON_CHUNKS: PlacedKind = {
  name: 'lessons',
  titled: `SELECT l.id, l.title_words FROM lessons AS l
     WHERE l.chunked_hash = l.text_hash AND CASE WHEN CAST(:lessonId AS uuid) IS NULL
       THEN l.retired_at IS NULL AND (CAST(:topicId AS uuid) IS NULL OR l.topic_id = :topicId)
       ELSE l.id = :lessonId END`,
  vectors: (titled) => `FROM lesson_vectors AS v JOIN ${titled} AS t ON t.id = v.lesson_id WHERE v.searchable`,
  chunks: `CAST(NULL AS uuid) AS "materialId", CAST(NULL AS integer) AS "pageNo", c.lesson_id AS "lessonId" FROM lesson_chunks`,
};

const anyOf = (words: readonly QuestionWord[]): string =>
  words.flatMap(({ lexemes }) => lexemes.map((lexeme) => `'${lexeme}'${isLetter(lexeme) ? ':*' : ''}`)).join(' | ');

/** A letter of a script without spaces stands in chunks with the next one. */
const isLetter = (lexeme: string): boolean => [...lexeme].length === 1 && isUnspaced(lexeme);

function bindings(
  { ownerId, topicId, materials, lessons }: SearchScope,
  { vectors, limit }: SearchFor,
  words: readonly QuestionWord[],
) {
  return {
    ownerId,
    topicId,
    limit,
    materialIds: [...(materials?.ids ?? [])],
    lessonId: lessons?.id ?? null,
    ...(materials?.pages ? { pageFrom: materials.pages.from, pageTo: materials.pages.to } : {}),
    ...Object.fromEntries(
      vectors.flatMap(({ model, vector }, n) => [
        [`model${n}`, model],
        [`vector${n}`, vectorLiteral(vector)],
      ]),
    ),
    ...Object.fromEntries(
      words.flatMap((word, n) => [
        [`word${n}`, word.word],
        [`query${n}`, anyOf([word])],
      ]),
    ),
    long: anyOf(byLength(words.map(({ word }) => word)).long.flatMap((n) => words[n] ?? [])),
    any: anyOf(words),
  };
}

/** Which of these models the searchable vectors in scope are of. */
export async function searchableModels(
  db: Knex,
  { ownerId, materials, lessons }: SearchScope,
  known: readonly string[],
): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { model: string }[] }>(
    `SELECT model FROM unnest(CAST(:known AS text[])) AS known (model)
     WHERE (:inMaterials AND EXISTS (SELECT FROM chunk_vectors AS v
         WHERE v.owner_id = :ownerId AND v.model = known.model AND v.searchable))
       OR (:inLessons AND EXISTS (SELECT FROM lesson_vectors AS v WHERE v.model = known.model AND v.searchable))`,
    { ownerId, known: [...known], inMaterials: materials !== null, inLessons: lessons !== null },
  );
  return rows.map(({ model }) => model);
}
