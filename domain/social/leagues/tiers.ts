/** Tiers of leagues, from 1 to this. */
export const TIERS = 10;

/** Students of a full cohort. */
export const COHORT_SIZE = 30;

/** How many of a full cohort go up, by tier: those of Duolingo's ten leagues. From the last tier nobody does. */
const PROMOTED = [20, 15, 10, 7, 7, 7, 7, 7, 5, 0];

/** How many of a full cohort go down: from the 24th on. */
const DEMOTED = 7;

/** What became of a member of a cohort when the week ended. */
export const OUTCOMES = ['up', 'stay', 'down'] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** Which ranks of a cohort go up and which go down. */
export interface Lines {
  /** Ranks up to this one go up; 0 where nobody does. */
  upTo: number;
  /** Ranks from this one on go down; null where nobody does. */
  downFrom: number | null;
}

/**
 * Which ranks of a cohort with so many students go up and which go down: of a short one the share of a full one, where
 * those who go up are rounded to the nearest and those who go down are rounded down. Nobody is in both.
 */
export function linesOf(tier: number, students: number): Lines {
  const share = students / COHORT_SIZE;
  const down = tier === 1 ? 0 : Math.floor(DEMOTED * share);
  return {
    upTo: Math.round((PROMOTED[tier - 1] ?? 0) * share),
    downFrom: down === 0 ? null : students - down + 1,
  };
}

/** The tier of a student's next week. */
export const tierAfter = (tier: number, outcome: Outcome): number => tier + { up: 1, stay: 0, down: -1 }[outcome];
