import { COHORT_SIZE } from './tiers.js';

/** Up to 30 students who compete in a week. */
export interface Cohort {
  /** Its Monday by UTC, YYYY-MM-DD. */
  week: string;
  tier: number;
  /** The part of the tier whose students are matched with each other. */
  pool: number;
  /** From 1, within the pool. */
  no: number;
}

/** The cohort of its pool in which a place is. */
export const cohortNo = (place: number): number => Math.ceil(place / COHORT_SIZE);

/** The first and the last place of a cohort. */
export const placesOf = ({ no }: Pick<Cohort, 'no'>): { first: number; last: number } => ({
  first: (no - 1) * COHORT_SIZE + 1,
  last: no * COHORT_SIZE,
});
