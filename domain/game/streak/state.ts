import type { DayOutcome } from './outcomes.js';

/** Freezes that a student holds at most. */
export const MAX_FREEZES = 2;

/** Studied days that earn a freeze. */
export const DAYS_A_FREEZE = 7;

/** A streak after some day was judged. */
export interface StreakState {
  /** Studied days of the running streak; frozen, paused and excused days are between them and not counted. */
  length: number;
  /** The first of them, YYYY-MM-DD; null while no streak runs. */
  startedOn: string | null;
  /** The greatest length that any streak of the student had. */
  longest: number;
  freezes: number;
  /** Studied days towards the next freeze; 0 while there is no place for one. */
  sinceFreeze: number;
  /** The last day that is judged; null before the first. */
  through: string | null;
}

/** The state of a student who has not studied yet. */
export const NO_STREAK: StreakState = {
  length: 0,
  startedOn: null,
  longest: 0,
  freezes: 0,
  sinceFreeze: 0,
  through: null,
};

/** The state after one more day. */
export function afterDay(state: StreakState, day: string, outcome: DayOutcome): StreakState {
  switch (outcome) {
    case 'studied': {
      const length = state.length + 1;
      const startedOn = state.startedOn ?? day;
      return { ...state, ...earned(state), length, startedOn, longest: Math.max(state.longest, length), through: day };
    }
    case 'frozen':
      return { ...state, freezes: state.freezes - 1, through: day };
    case 'missed':
      return { ...NO_STREAK, longest: state.longest, through: day };
    case 'paused':
    case 'excused':
      return { ...state, through: day };
  }
}

/**
 * What a studied day does for the freezes. Days are counted towards the next one from when there is a place for it,
 * not from the beginning of the streak: otherwise a day that is added late could make the next freeze come later.
 */
function earned({ freezes, sinceFreeze }: StreakState): Pick<StreakState, 'freezes' | 'sinceFreeze'> {
  if (freezes === MAX_FREEZES) return { freezes, sinceFreeze };
  if (sinceFreeze + 1 < DAYS_A_FREEZE) return { freezes, sinceFreeze: sinceFreeze + 1 };
  return { freezes: freezes + 1, sinceFreeze: 0 };
}

/** Studied days to the next freeze; null while there is no place for one. */
export const daysToFreeze = ({ freezes, sinceFreeze }: StreakState): number | null =>
  freezes === MAX_FREEZES ? null : DAYS_A_FREEZE - sinceFreeze;
