import type { ItemSums } from './item-sums.js';

/**
 * The variances and covariances of the marks (x), the totals (T) and the rest (R = T - x) of n answers, each times
 * n (n - 1). Of whole numbers, so that a variance of 0 is 0.
 */
export interface Moments {
  markVariance: number;
  totalVariance: number;
  restVariance: number;
  markWithTotal: number;
  markWithRest: number;
}

/** The moments of kept sums: cov(x, R) = cov(x, T) - var x, and var R = var T + var x - 2 cov(x, T). */
export function momentsOf(sums: ItemSums): Moments {
  const n = BigInt(sums.answers);
  const [marks, totals] = [BigInt(sums.marks), BigInt(sums.totals)];
  const markVariance = n * BigInt(sums.marksSquared) - marks * marks;
  const totalVariance = n * BigInt(sums.totalsSquared) - totals * totals;
  const markWithTotal = n * BigInt(sums.products) - marks * totals;
  return {
    markVariance: Number(markVariance),
    totalVariance: Number(totalVariance),
    restVariance: Number(totalVariance + markVariance - 2n * markWithTotal),
    markWithTotal: Number(markWithTotal),
    markWithRest: Number(markWithTotal - markVariance),
  };
}
