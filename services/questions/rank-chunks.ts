import type { FoundChunk, SearchFor, SearchScope } from '../../db/queries/retrieval.js';
import { pickPassages } from '../../domain/tutor/passages.js';
import type { PassageSource } from './passage-source.js';

/** Chunks looked at, of which the best are picked. */
const CANDIDATES = 24;
/** Texts an answer is made from, about 1,100 words, and those of one page. */
const TEXTS = { max: 6, perPage: 3 };

/** The chunks to answer from, best first. */
export async function rankChunks(
  { source }: { source: PassageSource },
  { scope, search }: { scope: SearchScope; search: Omit<SearchFor, 'limit'> },
): Promise<FoundChunk[]> {
  return pickPassages(await source.search(scope, { ...search, limit: CANDIDATES }), TEXTS);
}
