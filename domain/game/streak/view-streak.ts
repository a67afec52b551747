import { boundsOf, dayAt, isExcused } from '../study-calendar.js';
import { isPaused } from './pauses.js';
import { type Judged, type StreakRules, settle } from './settle.js';

/** What a streak is at an instant, with days judged that are over and not stored yet. */
export interface StreakView extends Judged {
  /** The study day now. */
  today: string;
  /** `open`: an activity would count. */
  todayIs: 'studied' | 'paused' | 'open';
  /** When today ends, if a streak runs that then costs a freeze, or ends; null where nothing is at risk. */
  atRiskUntil: Date | null;
}

/** What `settle` would give now. Nothing is written for it: a read never depends on a timer. */
export function viewStreak(state: Judged['state'], { calendar, pauses }: StreakRules, now: Date): StreakView {
  const today = dayAt(calendar, now);
  const judged = settle(state, { calendar, pauses, today });
  const todayIs = isPaused(pauses, today) ? 'paused' : judged.state.through === today ? 'studied' : 'open';
  const isAtRisk = judged.state.length > 0 && todayIs === 'open' && !isExcused(calendar, today);
  return { ...judged, today, todayIs, atRiskUntil: isAtRisk ? boundsOf(calendar, today).end : null };
}
