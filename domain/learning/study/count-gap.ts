import { MAX_GAP_MS } from './limits.js';
import type { Counted, StudyTime } from './study-time.js';

/**
 * Counts the time since the last beat: as focus, 90 seconds at most, or as a break, as the last beat said. Where the
 * study day ended in between it is split. The sum of all gaps is never more than the time that went by, however many
 * beats there are and whoever sends them; of a clock that was put back nothing counts.
 */
export function countGap(time: StudyTime, now: Date): Counted {
  const { onBreak, focusMs, focusLaterMs, breakMs, breakLaterMs } = time;
  const since = time.lastBeatAt.getTime();
  const dayEnd = time.dayEndsAt.getTime();
  const longest = onBreak ? Number.POSITIVE_INFINITY : since + MAX_GAP_MS;
  const until = Math.min(now.getTime(), time.countsUntil.getTime(), longest);
  const first = Math.max(0, Math.min(until, dayEnd) - since);
  const later = Math.max(0, until - Math.max(since, dayEnd));
  return onBreak
    ? { focusMs, focusLaterMs, breakMs: breakMs + first, breakLaterMs: breakLaterMs + later }
    : { focusMs: focusMs + first, focusLaterMs: focusLaterMs + later, breakMs, breakLaterMs };
}
