import { FEATURES, type Features } from './evidence.js';
import type { Asked } from './question.js';
import type { Unit } from './units.js';

/** A unit with how well it answers, against others of the same question. */
export interface Scored {
  unit: Unit;
  features: Features;
  rank: number;
}

/**
 * Weights of two logistic regressions (L2 penalty 1) over the part `calibration` of bench/tutor, with the 32 units that
 * words choose from the six chunks that vectors and words find; which features are in them was chosen by five folds.
 * RANK tells a unit with a fact of the answer from others, over the questions that have one; BEST tells whether the
 * three best have one, over all, and with a weight of 0.2 over those in another language than the page with the units
 * of their facts taken away, since few of that kind have no answer. They hold for multilingual-e5-small.
 */
const RANK: Features = {
  similar: 1.91,
  above: 1.71,
  own: 3.68,
  nearby: 1.02,
  lacksWanted: -1.24,
  late: -1.06,
  terse: -0.53,
  foreign: -0.7,
  foreignAbove: 3.56,
  foreignOwn: 1.1,
};
const RANK_BIAS = -4.04;
const BEST = { rank: 0.83, own: 0.92, words: 1.14, mean: 2.39, bias: 0.73 };
/** Words of a question that more do not make surer. */
const MAX_WORDS = 8;

/** The least probability of an answer: of the questions of `calibration` without an answer 84 % are below it, or get what sets them right. */
const MIN_CONFIDENCE = 0.6;
/** Where the best unit is in another language: 4 of the 6 such questions of `calibration` without an answer are below it. */
const MIN_CONFIDENCE_FOREIGN = 0.45;

/** The units, best first. */
export function rankUnits(features: ReadonlyMap<Unit, Features>): Scored[] {
  const rankOf = (of: Features) => FEATURES.reduce((sum, name) => sum + RANK[name] * of[name], RANK_BIAS);
  return [...features].map(([unit, of]) => ({ unit, features: of, rank: rankOf(of) })).sort((a, b) => b.rank - a.rank);
}

/** The probability that the best units answer the question, 0 to 1. */
export function confidenceOf({ words }: Asked, [best]: readonly Scored[]): number {
  if (!best) return 0;
  const { similar, above, own } = best.features;
  const score =
    BEST.rank * best.rank +
    BEST.own * own +
    (BEST.words * Math.min(words.length, MAX_WORDS)) / MAX_WORDS +
    BEST.mean * (similar - above / 2) +
    BEST.bias;
  return 1 / (1 + Math.exp(-score));
}

/** Whether an answer of this confidence is given. */
export const isSure = (confidence: number, [best]: readonly Scored[]): boolean =>
  confidence >= (best?.features.foreign === 1 ? MIN_CONFIDENCE_FOREIGN : MIN_CONFIDENCE);
