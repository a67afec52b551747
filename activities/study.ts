import type { Run } from '../domain/runs/flows.js';
import type { TransactionDeps } from '../services/runs/in-transaction.js';
import { wakeStudySession } from '../services/study/wake-study-session.js';

export type StudyActivities = ReturnType<typeof createStudyActivities>;

/** The step of `closeStudySession`. */
export function createStudyActivities(deps: TransactionDeps) {
  return {
    /** @returns the next deadline, ISO 8601; null at the end */
    wakeStudySession: async (run: Run): Promise<string | null> =>
      (await wakeStudySession(deps, run))?.toISOString() ?? null,
  };
}
