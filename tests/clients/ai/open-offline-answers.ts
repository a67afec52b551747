import { expect } from '@jest/globals';
import { createOfflineAnswers } from '../../../clients/ai/offline-answers.js';
import type { Draft, EmbeddingProvider, Passage } from '../../../clients/ai/provider.js';
import { createSentenceEncoder } from '../../../documents/encoder.js';
import { locateQuote } from '../../../domain/text/quotes.js';

const known = new Map<string, Promise<number[]>>();

/** Offline answers on the real encoder, which is asked once for each text: it has the same vector in every call. */
export function openOfflineAnswers() {
  const encoder = createSentenceEncoder({ folder: process.env.ENCODER_FOLDER ?? '' });
  /** How many texts each call had. */
  const batches: number[] = [];
  const embed: EmbeddingProvider['embed'] = (texts, kind, call) => {
    batches.push(texts.length);
    const vectors = texts.map((text) => {
      const key = `${kind} ${text}`;
      const vector = known.get(key) ?? encoder.embed([text], kind, call).then(([only = []]) => only);
      known.set(key, vector);
      return vector;
    });
    return Promise.all(vectors);
  };
  const offline = createOfflineAnswers({ embed });
  const answer = (question: string, passages: readonly Passage[], signal?: AbortSignal): Promise<Draft> =>
    offline.draft({ question, turns: [] }, passages, { signal });
  return { encoder, batches, offline, answer };
}

export const citationsOf = ({ answer }: Draft) => answer.flatMap(({ citations }) => citations);

/** What is drafted where the passages do not answer. */
export const NOTHING: Draft = {
  supported: false,
  answer: [],
  steps: [],
  keyPoints: [],
  followUps: [],
  confidence: 0,
};

/** Every quote stands literally in the passage it names. */
export function expectLiteral(draft: Draft, passages: readonly Passage[]): void {
  for (const { ref, quote } of citationsOf(draft)) {
    const passage = passages.find((one) => one.ref === ref);
    expect(locateQuote(passage?.text ?? '', quote)).not.toBeNull();
  }
}
