/*
 * Chosen by the calibration half of the labelled pairs (`npm run bench -- support`). Similarities are those of
 * multilingual-e5-small, both texts embedded as questions; others lie elsewhere.
 */

/**
 * Shares of content words that are covered: from the first on a sentence is supported, up to the second it is not, and
 * from the third on it is taken for supported where nobody judges it.
 */
export const COVERED = { supported: 0.6, unsupported: 0.35, unjudged: 0.45 };

/** Similarity of two words that mean the same. */
export const MIN_SAME_MEANING = 0.925;

/**
 * Of a sentence and a quote in two languages: how alike they are at least, and how much more than the sentence and any
 * other that stands near the quote. Below the second numbers it is not supported, from the first on it is taken for
 * supported where nobody judges it.
 */
export const ACROSS_LANGUAGES = {
  unjudged: { similarity: 0.8, lead: -0.01 },
  unsupported: { similarity: 0.76, lead: -0.03 },
};
