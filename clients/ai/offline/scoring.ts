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
 * Weights of two logistic regressions (L2 penalty 1) over the part `calibration` of bench/tutor, with the units of the
 * six chunks that vectors and words find. RANK tells a unit with a fact of the answer from others, over the questions
 * that have one; BEST tells whether the three best have one, over all. They hold for multilingual-e5-small.
 */
const RANK: Features = {
  similar: 1.84,
  above: 1.65,
  own: 3.46,
  nearby: 0.9,
  lacksWanted: -1.25,
  foreign: 1.16,
  late: -0.93,
  terse: -0.97,
};
const RANK_BIAS = -3.94;
const BEST = { rank: 0.9, similar: 0.13, words: 1.14, mean: 2.32, foreign: 1.33, bias: 1.14 };
/** Words of a question that more do not make surer. */
const MAX_WORDS = 8;

/** The least probability of an answer: 85 % of the questions of `calibration` without an answer are below it. */
export const MIN_CONFIDENCE = 0.58;

/** The units, best first. */
export function rankUnits(features: ReadonlyMap<Unit, Features>): Scored[] {
  const rankOf = (of: Features) => FEATURES.reduce((sum, name) => sum + RANK[name] * of[name], RANK_BIAS);
  return [...features].map(([unit, of]) => ({ unit, features: of, rank: rankOf(of) })).sort((a, b) => b.rank - a.rank);
}

/** The probability that the best units answer the question, 0 to 1. */
export function confidenceOf({ words }: Asked, [best]: readonly Scored[]): number {
  if (!best) return 0;
  const { similar, above, foreign } = best.features;
  const score =
    BEST.rank * best.rank +
    BEST.similar * similar +
    (BEST.words * Math.min(words.length, MAX_WORDS)) / MAX_WORDS +
    BEST.mean * (similar - above / 2) +
    BEST.foreign * foreign +
    BEST.bias;
  return 1 / (1 + Math.exp(-score));
}
