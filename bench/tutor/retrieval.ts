import type { Knex } from 'knex';
import type { EmbeddingProvider } from '../../clients/ai/provider.js';
import { searchChunks } from '../../db/queries/retrieval.js';
import { foldWhiteSpace } from '../../domain/text/quotes.js';
import { fuseRanks } from '../../domain/tutor/rank-fusion.js';
import type { EvaluationQuestion } from './evaluation-question.js';

/** The two searches, each alone and together. */
export const ARMS = ['vector', 'text', 'hybrid'] as const;
export type Arm = (typeof ARMS)[number];

const CANDIDATES = 20;

/** Ranks an owner's chunks for a question by each arm alone and by both, as the product does. @returns ids, best first */
async function rankChunks(
  { db, ownerId }: { db: Knex; ownerId: string },
  embeddings: EmbeddingProvider,
  question: string,
): Promise<Record<Arm, string[]>> {
  const [vector = []] = await embeddings.embed([question], 'query');
  const vectors = [{ model: embeddings.model, vector }];
  const scope = { ownerId, materialIds: [], topicId: null, pages: null };
  const rankings = await searchChunks(db, scope, { question, vectors, limit: CANDIDATES });
  const [near = [], matching = []] = rankings.map((ranking) => ranking.map(({ id }) => id));
  return { vector: near, text: matching, hybrid: fuseRanks([near, matching]) };
}

interface Chunk {
  id: string;
  materialId: string;
  text: string;
}

/** How well one ranking finds the evidence of one question. */
export interface Found {
  /** Share of the facts that stand in the first five chunks. */
  recallAt5: number;
  /** One over the rank of the first chunk with a fact; 0 where there is none. */
  reciprocalRank: number;
}

/** Gives what ranks the owner's chunks for a question by every arm, and says how well each finds the evidence. */
export async function judgeSearches(
  { db, ownerId }: { db: Knex; ownerId: string },
  embeddings: EmbeddingProvider,
): Promise<(question: EvaluationQuestion, materialId: string) => Promise<Record<Arm, Found>>> {
  const rows: Chunk[] = await db('material_chunks').where({ ownerId }).select('id', 'materialId', 'text');
  const chunks = new Map(rows.map((chunk) => [chunk.id, chunk]));
  return async (question, materialId) => {
    const rankings = await rankChunks({ db, ownerId }, embeddings, question.question);
    const judged = ARMS.map((arm) => {
      const found = rankings[arm].map((id) => chunks.get(id));
      const own = found.map((chunk) => (chunk?.materialId === materialId ? chunk : null));
      return [arm, judgeRanking(question, own)] as const;
    });
    return Object.fromEntries(judged) as Record<Arm, Found>;
  };
}

/** Judges a ranking of chunks, null standing for those of other documents. */
function judgeRanking({ evidence }: EvaluationQuestion, ranking: readonly (Chunk | null)[]): Found {
  const texts = ranking.map((chunk) => foldWhiteSpace(chunk?.text ?? ''));
  const ranks = evidence.map(({ holds }) => texts.findIndex((text) => holds.some((span) => text.includes(span))));
  const first = Math.min(...ranks.filter((rank) => rank >= 0));
  return {
    recallAt5: ranks.filter((rank) => rank >= 0 && rank < 5).length / ranks.length,
    reciprocalRank: Number.isFinite(first) ? 1 / (first + 1) : 0,
  };
}
