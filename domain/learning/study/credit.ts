import { BLOCK_GRACE_MS } from './limits.js';
import type { StudyTime } from './study-time.js';

const MINUTE_MS = 60_000;

/** Minutes of a session that are credited to one study day: that of the instant, which is the last of them. */
export interface StudyShare {
  at: Date;
  minutes: number;
}

/** Whether a session that is ended then is a block whose plan was kept: not early, and not over ten minutes late. */
export function keepsPlan({ mode, countsUntil }: StudyTime, endedAt: Date): boolean {
  const late = endedAt.getTime() - countsUntil.getTime();
  return mode === 'block' && late >= 0 && late < BLOCK_GRACE_MS;
}

/**
 * What a session that ended is credited with, by study day, the earlier first: whole minutes of its focus or, by its
 * plan, of all its time but breaks. A day with less than a minute gets nothing.
 */
export function creditOf(time: StudyTime, { endedAt, byPlan }: { endedAt: Date; byPlan: boolean }): StudyShare[] {
  const begin = time.startedAt.getTime();
  const dayEnd = time.dayEndsAt.getTime();
  const until = Math.min(endedAt.getTime(), time.countsUntil.getTime());
  const planned = Math.max(0, Math.min(until, dayEnd) - begin);
  const plannedLater = Math.max(0, until - Math.max(begin, dayEnd));
  const shares = [
    { end: Math.min(until, dayEnd), ms: byPlan ? planned - time.breakMs : time.focusMs },
    { end: until, ms: byPlan ? plannedLater - time.breakLaterMs : time.focusLaterMs },
  ];
  return shares
    .map(({ end, ms }) => ({ at: new Date(end - 1), minutes: Math.floor(ms / MINUTE_MS) }))
    .filter(({ minutes }) => minutes > 0);
}
