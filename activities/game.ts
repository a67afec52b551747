import type { Run } from '../domain/runs/flows.js';
import { backfillAchievements } from '../services/game/backfill-achievements.js';
import { settleStreaks } from '../services/game/settle-streaks.js';
import { wakeStreak } from '../services/game/wake-streak.js';
import type { TransactionDeps } from '../services/runs/in-transaction.js';
import { withHeartbeat } from './with-heartbeat.js';

export type GameActivities = ReturnType<typeof createGameActivities>;

/** The steps of `keepStreak` and `settleStreaks`. */
export function createGameActivities(deps: TransactionDeps) {
  return {
    /** @returns the next deadline, ISO 8601; null at the end */
    wakeStreak: async (run: Run): Promise<string | null> => (await wakeStreak(deps, run))?.toISOString() ?? null,
    settleStreaks: () => withHeartbeat((report, signal) => settleStreaks(deps, { report }, signal)),
    backfillAchievements: () => withHeartbeat((report, signal) => backfillAchievements(deps, { report }, signal)),
  };
}
