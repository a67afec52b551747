import { ACROSS_LANGUAGES } from './bounds.js';
import type { Evidence } from './evidence.js';
import type { Similarity } from './similarity.js';
import type { Support } from './support.js';

/**
 * Holds a sentence against quotes in another language, whose words cannot be compared: the quote has to be more like
 * it than what stands around. Rules never are sure of that.
 */
export function checkAcrossLanguages(sentence: string, evidence: readonly Evidence[], similarity: Similarity): Support {
  const alike = (texts: readonly string[]) =>
    texts.flatMap((text) => similarity(sentence, text) ?? []).reduce((most, each) => Math.max(most, each), -1);
  const own = alike(quotedTexts(evidence));
  const lead = own - alike(neighborTexts(evidence));
  const isWithin = (bounds: { similarity: number; lead: number }) => own >= bounds.similarity && lead >= bounds.lead;
  const issue = { kind: 'words', text: '' } as const;
  // Nobody can tell without vectors.
  if (own > -1 && !isWithin(ACROSS_LANGUAGES.unsupported)) {
    return { outcome: 'unsupported', issue, isTaken: false, covered: 0, copied: 0 };
  }
  return { outcome: 'unsure', issue, isTaken: isWithin(ACROSS_LANGUAGES.unjudged), covered: 0, copied: 0 };
}

/** What is compared with the sentence. */
export const quotedTexts = (evidence: readonly Evidence[]): string[] =>
  evidence.flatMap(({ quote, sentence }) => [quote, sentence]);

export const neighborTexts = (evidence: readonly Evidence[]): string[] => {
  const quoted = new Set(quotedTexts(evidence));
  return evidence.flatMap(({ neighbors }) => neighbors).filter((text) => !quoted.has(text));
};
