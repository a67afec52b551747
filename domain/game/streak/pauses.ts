import { addDays } from '../calendar-day.js';

/** Days on which a streak neither grows nor breaks, both ends included, YYYY-MM-DD. */
export interface Pause {
  firstDay: string;
  lastDay: string;
}

/** Days that a pause lasts at most, together with those it adjoins. */
export const MAX_PAUSED_DAYS_AT_ONCE = 14;

/** Days of one calendar year that are paused at most. */
export const MAX_PAUSED_DAYS_A_YEAR = 28;

/** Days that lie between today and the beginning of a pause at most. */
export const MAX_DAYS_AHEAD = 366;

/** Why a pause cannot be had. */
export type PauseProblem =
  | 'ends-before-it-begins'
  | 'begins-in-the-past'
  | 'today-counts'
  | 'too-far-ahead'
  | 'overlaps'
  | 'too-long'
  | 'too-many-in-a-year';

export const isPaused = (pauses: readonly Pause[], day: string): boolean =>
  pauses.some(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay);

/**
 * Why a pause that is announced today cannot be had; undefined if it can.
 * @param pauses all that the student has had and has announced
 * @param through the last day that is judged: where that is today, today counts and is paused no more
 */
export function checkPause(
  wish: Pause,
  pauses: readonly Pause[],
  today: string,
  through: string | null,
): PauseProblem | undefined {
  if (wish.lastDay < wish.firstDay) return 'ends-before-it-begins';
  if (wish.firstDay < today) return 'begins-in-the-past';
  if (wish.firstDay === through) return 'today-counts';
  if (wish.firstDay > addDays(today, MAX_DAYS_AHEAD)) return 'too-far-ahead';
  if (wish.lastDay >= addDays(wish.firstDay, MAX_PAUSED_DAYS_AT_ONCE)) return 'too-long';
  if (pauses.some((pause) => pause.firstDay <= wish.lastDay && wish.firstDay <= pause.lastDay)) return 'overlaps';
  if (daysAtOnce(wish, pauses) > MAX_PAUSED_DAYS_AT_ONCE) return 'too-long';
  const paused = [...pauses, wish].flatMap(daysOf);
  const isFull = (day: string): boolean =>
    paused.filter((other) => yearOf(other) === yearOf(day)).length > MAX_PAUSED_DAYS_A_YEAR;
  return [wish.firstDay, wish.lastDay].some(isFull) ? 'too-many-in-a-year' : undefined;
}

/**
 * What becomes of a pause that is ended today: one that runs ends yesterday, so that today counts again.
 * @returns null for one that has no day left, which is then as if it had never been; one that is over as it is
 */
export function endPause(pause: Pause, today: string): Pause | null {
  if (pause.lastDay < today) return pause;
  if (pause.firstDay >= today) return null;
  return { ...pause, lastDay: addDays(today, -1) };
}

/** Days that are paused in a row around a pause. */
function daysAtOnce(wish: Pause, pauses: readonly Pause[]): number {
  const all = [...pauses, wish];
  let { firstDay, lastDay } = wish;
  while (isPaused(all, addDays(firstDay, -1))) firstDay = addDays(firstDay, -1);
  while (isPaused(all, addDays(lastDay, 1))) lastDay = addDays(lastDay, 1);
  return daysOf({ firstDay, lastDay }).length;
}

function daysOf({ firstDay, lastDay }: Pause): string[] {
  const days: string[] = [];
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) days.push(day);
  return days;
}

const yearOf = (day: string): string => day.slice(0, 4);
