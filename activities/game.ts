import type { Run } from '../domain/runs/flows.js';
import { wakeStreak } from '../services/game/wake-streak.js';
import type { TransactionDeps } from '../services/runs/in-transaction.js';

export type GameActivities = ReturnType<typeof createGameActivities>;

/** The step of `keepStreak`. */
export function createGameActivities(deps: TransactionDeps) {
  return {
    /** @returns the next deadline, ISO 8601; null at the end */
    wakeStreak: async (run: Run): Promise<string | null> => (await wakeStreak(deps, run))?.toISOString() ?? null,
  };
}
