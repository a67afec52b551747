import type { Support } from './support.js';

/**
 * Bounds of the rules, chosen by the calibration half of the labelled pairs (`npm run bench -- support`). Shares of
 * content words that are covered: from the first on a sentence is supported, up to the second it is not, and from the
 * third on it is taken for supported where nobody judges it.
 */
export const COVERED = { supported: 0.6, unsupported: 0.35, unjudged: 0.45 };

/** What the rules decide where they are not sure and no model judges. */
export const isSupported = ({ outcome, covered }: Support): boolean =>
  outcome === 'supported' || (outcome === 'unsure' && covered >= COVERED.unjudged);
