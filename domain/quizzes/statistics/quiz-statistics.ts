import { type ItemSums, MARK_UNITS } from './item-sums.js';
import { momentsOf } from './moments.js';

/** How much a whole test can be relied on, where all have answered the same questions. */
export interface Reliability {
  /** Cronbach's alpha, 1 at most. */
  alpha: number;
  /** Percent of the spread of totals that is chance. */
  errorRatio: number;
  /** By how many marks a total may be off by chance. */
  standardError: number;
}

/**
 * With K questions, alpha = K / (K - 1) (1 - sum of var x / var T), error ratio = 100 sqrt(1 - alpha), and standard
 * error = error ratio / 100 x the standard deviation of totals (Moodle's coefficient of internal consistency, error
 * ratio, standard error).
 * @param items sums over the same attempts, with T the sum of all marks
 * @returns null with fewer than two questions or attempts, and where all totals are one
 */
export function reliabilityOf(items: readonly ItemSums[]): Reliability | null {
  const [first, ...others] = items;
  if (!first || others.length === 0) return null;
  const { totalVariance } = momentsOf(first);
  if (totalVariance === 0) return null;
  const parts = items.reduce((sum, item) => sum + momentsOf(item).markVariance, 0);
  const alpha = Math.min(1, (items.length / others.length) * (1 - parts / totalVariance));
  const errorRatio = 100 * Math.sqrt(1 - alpha);
  const deviation = Math.sqrt(totalVariance / (first.answers * (first.answers - 1))) / MARK_UNITS;
  return { alpha, errorRatio, standardError: (errorRatio / 100) * deviation };
}

/**
 * How much of the spread of totals each question makes, in percent: 100 sqrt(cov(x, T)) / the sum of all such roots
 * (Moodle's effective weight).
 * @param items sums over the same attempts, with T the sum of all marks
 * @returns null for a question whose marks are all one, or fall as totals rise
 */
export function effectiveWeightsOf(items: readonly ItemSums[]): (number | null)[] {
  const roots = items.map((item) => {
    const { markVariance, markWithTotal } = momentsOf(item);
    return markVariance === 0 || markWithTotal < 0 ? null : Math.sqrt(markWithTotal);
  });
  const sum = roots.reduce<number>((total, root) => total + (root ?? 0), 0);
  return roots.map((root) => (root === null || sum === 0 ? null : (100 * root) / sum));
}
