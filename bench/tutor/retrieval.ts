import type { Knex } from 'knex';
import type { EmbeddingProvider } from '../../clients/ai/provider.js';
import { searchChunks } from '../../db/queries/retrieval.js';
import { searchText } from '../../domain/tutor/thread.js';
import type { EvaluationQuestion } from './evaluation-question.js';
import { fold } from './fold.js';

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
  const scope = { ownerId, topicId: null, materials: { ids: [], pages: null }, lessons: null };
  const search = async (by: { question: string; vectors: typeof vectors }) =>
    (await searchChunks(db, scope, { ...by, limit: CANDIDATES })).map(({ id }) => id);
  return {
    vector: await search({ question: '', vectors }),
    text: await search({ question, vectors: [] }),
    hybrid: await search({ question, vectors }),
  };
}

interface Chunk {
  id: string;
  /** The title of its document. */
  document: string;
  /** Folded. */
  text: string;
}

/** How well one ranking finds the facts of one question. */
export interface Found {
  /** Whether every fact stands in the first chunks, as many as a provider gets. */
  hasAll: boolean;
  /** One over the rank of the first chunk with a fact; 0 where there is none. */
  reciprocalRank: number;
}

/** Chunks that a provider gets, at most. */
const TAKEN = 6;

/** Gives what ranks the owner's chunks for a question by every arm, and says how well each finds the facts. */
export async function judgeSearches(
  { db, ownerId, titles }: { db: Knex; ownerId: string; titles: ReadonlyMap<string, string> },
  embeddings: EmbeddingProvider,
): Promise<(question: EvaluationQuestion) => Promise<Record<Arm, Found>>> {
  const rows: { id: string; materialId: string; text: string }[] = await db('material_chunks')
    .where({ ownerId })
    .select('id', 'materialId', 'text');
  const chunks = new Map<string, Chunk>(
    rows.map(({ id, materialId, text }) => [id, { id, document: titles.get(materialId) ?? '', text: fold(text) }]),
  );
  return async (question) => {
    const rankings = await rankChunks({ db, ownerId }, embeddings, searchedFor(question));
    const judged = ARMS.map((arm) => {
      const found = rankings[arm].flatMap((id) => chunks.get(id) ?? []);
      return [arm, judgeRanking(question, found)] as const;
    });
    return Object.fromEntries(judged) as Record<Arm, Found>;
  };
}

/** As the product does, with the question before where this one leans on it. */
const searchedFor = ({ question, after }: EvaluationQuestion): string =>
  after === undefined ? question : searchText(question, [{ question: after, answer: '' }]);

function judgeRanking({ facts }: EvaluationQuestion, ranking: readonly Chunk[]): Found {
  const ranks = facts.map(({ document, holds }) =>
    ranking.findIndex((chunk) => chunk.document === document && holds.some((span) => chunk.text.includes(fold(span)))),
  );
  const first = Math.min(...ranks.filter((rank) => rank >= 0));
  return {
    hasAll: ranks.every((rank) => rank >= 0 && rank < TAKEN),
    reciprocalRank: Number.isFinite(first) ? 1 / (first + 1) : 0,
  };
}
