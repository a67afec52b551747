import type { FoundChunk, SearchFor, SearchScope } from '../../db/queries/retrieval.js';
import { isLesson } from '../../domain/text/source-ref.js';
import { pickPassages } from '../../domain/tutor/passages.js';
import type { PassageSource } from './passage-source.js';

/** Chunks looked at, of which the best are picked. */
const CANDIDATES = 24;
/** Texts an answer is made from, about 1,100 words, and those of one page or lesson. */
const TEXTS = { max: 6, perSource: 3 };

/** The chunks to answer from, best first: those of the student's materials, and after them those of lessons. */
export async function rankChunks(
  { source }: { source: PassageSource },
  { scope, search }: { scope: SearchScope; search: Omit<SearchFor, 'limit'> },
): Promise<FoundChunk[]> {
  const found = await source.search(scope, { ...search, limit: CANDIDATES });
  const isOfLesson = (chunk: FoundChunk) => isLesson(chunk.source);
  // Of one lesson that was asked for all of it counts.
  const perLesson = scope.lessons?.id ? TEXTS.max : TEXTS.perSource;
  return [
    ...pickPassages(
      found.filter((chunk) => !isOfLesson(chunk)),
      TEXTS,
    ),
    ...pickPassages(found.filter(isOfLesson), { ...TEXTS, perSource: perLesson }),
  ];
}
