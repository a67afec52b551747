import { FEATURES, type Features } from './evidence.js';
import type { ParsedQuestion } from './question.js';
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
 * that have one; BEST tells whether the best ones have it, over all. They hold for multilingual-e5-small.
 */
const RANK: Features = {
  similar: 1.4,
  above: 1.92,
  own: 3.31,
  nearby: 1.09,
  lacksWanted: -1.26,
  foreign: 1.28,
  late: -0.6,
  terse: -0.8,
};
const RANK_BIAS = -4.07;
const BEST = { any: 0.48, similar: 1.15, words: 1.27, mean: 1.07, foreign: 1.13, covered: 1.45, bias: -1.1 };
/** Units that count as the best. */
export const BEST_UNITS = 3;
/** Words of a question that more do not make surer. */
const MAX_WORDS = 8;

/** The least probability of an answer: 81 % of the questions of `calibration` without an answer are below it. */
export const MIN_CONFIDENCE = 0.57;

/** The units, best first. */
export function rankUnits(features: ReadonlyMap<Unit, Features>): Scored[] {
  const rankOf = (of: Features) => FEATURES.reduce((sum, name) => sum + RANK[name] * of[name], RANK_BIAS);
  return [...features].map(([unit, of]) => ({ unit, features: of, rank: rankOf(of) })).sort((a, b) => b.rank - a.rank);
}

/**
 * The probability that the best units answer the question, 0 to 1.
 * @param covered the share of the question's words that they have
 */
export function confidenceOf({ words }: ParsedQuestion, ranked: readonly Scored[], covered: number): number {
  const best = ranked.slice(0, BEST_UNITS);
  if (!best[0]) return 0;
  const { similar, above, foreign } = best[0].features;
  const score =
    BEST.any * oddsOfAny(best) +
    BEST.similar * similar +
    (BEST.words * Math.min(words.length, MAX_WORDS)) / MAX_WORDS +
    BEST.mean * (similar - above / 2) +
    BEST.foreign * foreign +
    BEST.covered * covered +
    BEST.bias;
  return toProbability(score);
}

/** Log odds that one unit at least has a fact, as if each had it or not whatever the others have. */
function oddsOfAny(units: readonly Scored[]): number {
  const none = units.reduce((product, { rank }) => product * (1 - toProbability(rank)), 1);
  return Math.log((1 - none) / none);
}

const toProbability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));
