import { hourOf } from '../../game/study-day.js';
import { COHORT_SIZE } from './tiers.js';

/** How the students of a tier are parted in a week. */
export interface Matching {
  /** XP of the week before from which on a student is in the next part, in ascending order. */
  xpBounds: readonly number[];
  /** 1, or a part for each third of the world by its clocks. */
  zoneParts: 1 | 3;
}

/** Of a tier that nothing is known of, or that is too small. */
export const NO_MATCHING: Matching = { xpBounds: [], zoneParts: 1 };

/** A part has so many students at least, on average: most of them are in full cohorts then. */
const STUDENTS_OF_PART = 2 * COHORT_SIZE;

/**
 * How a tier is parted, by how many students of the week before are in it now and the quartiles of their XP of that
 * week: by 2 halves, then by 2 halves in 3 thirds of the world, then by 4 quarters in 3 thirds.
 */
export function matchingOf({ students, quartiles }: { students: number; quartiles: readonly number[] }): Matching {
  const parts = students / STUDENTS_OF_PART;
  if (parts < 2) return NO_MATCHING;
  return {
    xpBounds: rising(parts < 12 ? quartiles.slice(1, 2) : quartiles),
    zoneParts: parts < 6 ? 1 : 3,
  };
}

/** Equal bounds would make parts in which nobody is. */
const rising = (bounds: readonly number[]): number[] => [...new Set(bounds)];

/**
 * The part of a tier in which a student finds a cohort, from 0.
 * @param student.xp of the week before
 */
export function poolOf(
  { xpBounds, zoneParts }: Matching,
  { xp, timeZone, at }: { xp: number; timeZone: string; at: Date },
): number {
  const part = xpBounds.filter((bound) => xp >= bound).length;
  return part * zoneParts + (zoneParts === 1 ? 0 : thirdOf(timeZone, at));
}

const HOUR_MS = 3_600_000;

/**
 * The third of the world in which a zone is, by how many whole hours its clock is ahead of UTC: from -2 to 4 (0), from 5
 * to 13 (1), or from -10 to -3 (2); 4:30 ahead is 4. One that is 14 ahead shows the hour of one that is 10 behind.
 */
function thirdOf(timeZone: string, at: Date): number {
  // As an hour by UTC begins: later in it a clock between two hours shows the next one.
  const hour = new Date(at.getTime() - (at.getTime() % HOUR_MS));
  const ahead = (hourOf({ timeZone, dayStartsAt: 0 }, hour) - hour.getUTCHours() + 24) % 24;
  if (ahead >= 22 || ahead <= 4) return 0;
  return ahead <= 13 ? 1 : 2;
}
