import type { FoundChunk, SearchFor, SearchScope } from '../../db/queries/retrieval.js';
import { pickPassages } from '../../domain/tutor/passages.js';
import { fuseRanks } from '../../domain/tutor/rank-fusion.js';
import type { PassageSource } from './passage-source.js';

/** Candidates each ranking brings to the fusion. */
const CANDIDATES = 20;
/** Chunks an answer is made from, about 1,100 words, and those of one page. */
const CHUNKS = { max: 6, perPage: 3 };

/** The chunks to answer from, best first: the rankings by vector and by words, fused by rank. */
export async function rankChunks(
  { source }: { source: PassageSource },
  { scope, search }: { scope: SearchScope; search: Omit<SearchFor, 'limit'> },
): Promise<FoundChunk[]> {
  const rankings = await source.search(scope, { ...search, limit: CANDIDATES });
  const chunks = new Map(rankings.flat().map((chunk) => [chunk.id, chunk]));
  const fused = fuseRanks(rankings.map((ranking) => ranking.map(({ id }) => id)));
  return pickPassages(
    fused.flatMap((id) => chunks.get(id) ?? []),
    CHUNKS,
  );
}
