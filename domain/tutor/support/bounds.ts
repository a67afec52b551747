/*
 * Chosen by the calibration part of the labeled pairs (`npm run bench -- support`). Similarities are those of
 * multilingual-e5-small, both texts embedded as questions; others lie elsewhere.
 */

/** Share of a sentence's words from which on it repeats its quotes. */
export const COPIED = 0.7;

/** Shares of content words that are covered: from the first on nothing is doubted, the second is enough without vectors. */
export const COVERED = { certain: 0.6, alone: 0.2 };

/**
 * How alike in meaning a sentence and its quotes are at least, and how much more than the sentence and anything that
 * stands near the quotes: in one language, in two, and where a sentence repeats a quote but for a word.
 */
export const MEANING = {
  oneLanguage: { similarity: 0.87, lead: -0.03 },
  twoLanguages: { similarity: 0.83, lead: -0.005 },
  changed: { similarity: 0.985, lead: 0 },
};
