import { MEANING } from './bounds.js';
import type { Evidence } from './evidence.js';
import type { Similarity } from './similarity.js';

/**
 * Whether a sentence is like its quotes in meaning, and not less than what stands around them.
 * @returns undefined where that is not known
 */
export function isAlike(
  sentence: string,
  evidence: readonly Evidence[],
  similarity: Similarity,
  bound: keyof typeof MEANING,
): boolean | undefined {
  const most = (texts: readonly string[]) => Math.max(-1, ...texts.flatMap((text) => similarity(sentence, text) ?? []));
  const own = most(quotedTexts(evidence));
  if (own === -1) return undefined;
  return own >= MEANING[bound].similarity && own - most(neighborTexts(evidence)) >= MEANING[bound].lead;
}

/** What is compared with a sentence. */
export const comparedTexts = (evidence: readonly Evidence[]): string[] => [
  ...quotedTexts(evidence),
  ...neighborTexts(evidence),
];

const quotedTexts = (evidence: readonly Evidence[]): string[] =>
  evidence.flatMap(({ quote, sentence }) => [quote, sentence]);

function neighborTexts(evidence: readonly Evidence[]): string[] {
  const quoted = new Set(quotedTexts(evidence));
  return evidence.flatMap(({ neighbors }) => neighbors).filter((text) => !quoted.has(text));
}
