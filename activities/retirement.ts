import { correctAllRetired } from '../services/quizzes/retirement/correct-retired.js';
import { judgeQuestions } from '../services/quizzes/retirement/judge-questions.js';
import { type SolveDeps, solveReported } from '../services/quizzes/retirement/solve-reported.js';
import type { Log } from '../services/shared/ports.js';
import { withHeartbeat } from './with-heartbeat.js';

export type RetirementActivities = ReturnType<typeof createRetirementActivities>;

/** The steps of `retireQuestions`. They give counts alone: what is right of a question stays in its row. */
export function createRetirementActivities(deps: SolveDeps & { log: Log }) {
  return {
    judgeQuestions: () => withHeartbeat((report, signal) => judgeQuestions(deps, { report }, signal)),
    solveReported: () => withHeartbeat((report, signal) => solveReported(deps, { report }, signal)),
    correctRetired: () => withHeartbeat((report, signal) => correctAllRetired(deps, { report }, signal)),
  };
}
