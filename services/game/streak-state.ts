import type { Streak } from '../../db/models/streak.js';
import type { StreakState } from '../../domain/game/streak/state.js';

/** What a streak's row says of it, for the rules. */
export const stateOf = ({ length, startedOn, longest, freezes, sinceFreeze, through }: Streak): StreakState => ({
  ...{ length, startedOn, longest, freezes, sinceFreeze, through },
});
