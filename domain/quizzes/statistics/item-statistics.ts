import { type ItemAnswer, type ItemSums, MARK_UNITS, sumsOf } from './item-sums.js';
import { momentsOf } from './moments.js';

/** The mean mark of a question, 0 to 1 (Moodle's facility index); null without an answer. */
export const facilityOf = ({ answers, marks }: Pick<ItemSums, 'answers' | 'marks'>): number | null =>
  answers === 0 ? null : marks / answers / MARK_UNITS;

/**
 * How far who does well elsewhere does well here, -100 to 100: 100 cov(x, R) / sqrt(var x var R) (Moodle's
 * discrimination index).
 * @returns null where all marks or all rests are one
 */
export function discriminationOf(sums: ItemSums): number | null {
  const { markVariance, restVariance, markWithRest } = momentsOf(sums);
  if (markVariance === 0 || restVariance === 0) return null;
  const index = (100 * markWithRest) / (Math.sqrt(markVariance) * Math.sqrt(restVariance));
  return Math.max(-100, Math.min(100, index));
}

/**
 * How near the discrimination comes to the highest that these marks allow, in percent: 100 cov(x, R) /
 * cov(sorted x, sorted R) (Moodle's discriminative efficiency). It needs the answers themselves.
 * @returns null where no order of these marks could discriminate
 */
export function efficiencyOf(answers: readonly ItemAnswer[]): number | null {
  const restsOf = (some: readonly ItemAnswer[]) => some.map(({ mark, total }) => total - mark).sort(ascending);
  const marks = answers.map(({ mark }) => mark).sort(ascending);
  const best = restsOf(answers).map((rest, at) => ({ mark: marks[at] ?? 0, total: rest + (marks[at] ?? 0) }));
  const highest = momentsOf(sumsOf(best)).markWithRest;
  return highest === 0 ? null : (100 * momentsOf(sumsOf(answers)).markWithRest) / highest;
}

const ascending = (a: number, b: number): number => a - b;
