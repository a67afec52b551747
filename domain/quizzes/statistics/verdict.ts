import { discriminationOf, facilityOf } from './item-statistics.js';
import type { ItemSums } from './item-sums.js';

/** First answers without which nothing is decided. */
export const MIN_ANSWERS = { toRetire: 30, toFlag: 100 } as const;
/** Standard deviations within which 95 % lie. */
const Z = 1.96;
/** Percent. */
const MIN_EFFICIENCY = 15;
const FACILITIES = { hardest: 0.05, easiest: 0.95 };

/** The share of the answers of its last judgment by which those to a question have grown when it is judged again. */
export const JUDGED_AGAIN = 1.1;

/** Why somebody should look at a question. */
export type Flag = 'too-hard' | 'too-easy' | 'tells-little';

/**
 * Whether a question is to be retired: those who know more do worse at it, and that is no chance. The upper bound of
 * its discrimination (Fisher's z, 95 %) is below 0: at 30 answers from -36 on, so that of good questions nearly none
 * is lost.
 */
export function shouldRetire(sums: ItemSums): boolean {
  const bound = discriminationBoundOf(sums);
  return sums.answers >= MIN_ANSWERS.toRetire && bound !== null && bound < 0;
}

/**
 * The highest discrimination that these answers leave likely, -100 to 100: the upper end of the interval of 95 %
 * (Fisher's z).
 * @returns null where there is none, and with three answers or fewer
 */
export function discriminationBoundOf(sums: ItemSums): number | null {
  const discrimination = discriminationOf(sums);
  if (discrimination === null || sums.answers <= 3) return null;
  return 100 * Math.tanh(Math.atanh(discrimination / 100) + Z / Math.sqrt(sums.answers - 3));
}

/**
 * Why somebody should look at a question, after 100 first answers: under 5 % or over 95 % of the marks, or a
 * discriminative efficiency under 15 %.
 * @param efficiency null where it is not known
 */
export function flagsOf(sums: ItemSums, efficiency: number | null): Flag[] {
  const facility = facilityOf(sums);
  if (facility === null || sums.answers < MIN_ANSWERS.toFlag) return [];
  const flags: Flag[] = [];
  if (facility < FACILITIES.hardest) flags.push('too-hard');
  if (facility > FACILITIES.easiest) flags.push('too-easy');
  if (efficiency !== null && efficiency < MIN_EFFICIENCY) flags.push('tells-little');
  return flags;
}
