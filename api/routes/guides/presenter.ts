import type { Guide } from '../../../db/models/guide.js';
import type { GuideSentence } from '../../../domain/guides/guide.js';
import { failureCode } from '../../../domain/runs/failure-code.js';

/** A guide as the material's owner sees it. */
export const presentGuide = (guide: Guide) => ({
  materialId: guide.id,
  status: guide.status,
  failure: guide.failure && failureCode(guide.failure),
  language: guide.content?.language ?? null,
  outline: (guide.content?.sections ?? []).map(({ sentences, ...section }) => ({
    ...section,
    sentences: sentences.map(presentSentence),
  })),
  summary: (guide.content?.summary ?? []).map(presentSentence),
  keyTerms: (guide.content?.terms ?? []).map(({ term, sentence }) => ({
    term,
    definition: presentSentence(sentence),
  })),
  questions: (guide.content?.questions ?? []).map(({ question, sentence }) => ({
    question,
    answer: presentSentence(sentence),
  })),
  provider: guide.provider,
  model: guide.model,
  createdAt: guide.createdAt.toISOString(),
  finishedAt: guide.finishedAt?.toISOString() ?? null,
});

const presentSentence = ({ text, quotes }: GuideSentence) => ({ text, citations: quotes });
