import { MAX_BLOCK_MINUTES } from '../learning/study/limits.js';
import type { StudentFacts } from './facts.js';
import type { Candidate } from './recommendation.js';

/** Of fewer days nothing is usual; hours that are spread more widely have no middle. */
const MIN_DAYS = 5;
const MIN_LENGTH = 0.7;

const MIN_MINUTES = 10;

/** A block at the hour at which the student usually begins, for the minutes that nothing else takes. */
export function usualHour({ day, startHours, minutes }: StudentFacts): Candidate[] {
  const hour = middleHour(startHours);
  if (hour === null || minutes.some((one) => one.day === day && one.minutes > 0)) return [];
  const evidence = { hour, days: startHours.length };
  const start = { to: 'study' } as const;
  return [{ kind: 'usual-hour', evidence, start, minutes: MAX_BLOCK_MINUTES, least: MIN_MINUTES, topicId: null }];
}

/**
 * The hour around which hours of the clock lie, 0 to 23, where 23 and 1 lie around 0: their mean direction (Mardia &
 * Jupp, Directional Statistics, 2000). Null where their mean resultant length says that they lie around none.
 */
export function middleHour(hours: readonly number[]): number | null {
  if (hours.length < MIN_DAYS) return null;
  const angles = hours.map((hour) => (hour / 24) * 2 * Math.PI);
  const x = angles.reduce((sum, angle) => sum + Math.cos(angle), 0) / hours.length;
  const y = angles.reduce((sum, angle) => sum + Math.sin(angle), 0) / hours.length;
  if (Math.hypot(x, y) < MIN_LENGTH) return null;
  return (Math.round((Math.atan2(y, x) / (2 * Math.PI)) * 24) + 24) % 24;
}
