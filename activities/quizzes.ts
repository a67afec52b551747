import type { Run } from '../domain/runs/flows.js';
import { checkQuestions } from '../services/quizzes/generation/check-questions.js';
import { draftQuestions } from '../services/quizzes/generation/draft-questions.js';
import type { GenerationDeps } from '../services/quizzes/generation/generation-deps.js';
import { storeQuiz } from '../services/quizzes/generation/store-quiz.js';
import { pickQuizQuestions } from '../services/quizzes/pick-quiz-questions.js';
import { wakeAttempt } from '../services/quizzes/wake-attempt.js';
import type { TransactionDeps } from '../services/runs/in-transaction.js';
import { endRepeatedOutput } from './end-repeated-output.js';
import { withHeartbeat } from './with-heartbeat.js';

export type QuizActivities = ReturnType<typeof createQuizActivities>;

/** The steps of `generateQuiz` and `timeQuizAttempt`. Drafts hold keys: they stay in the row, and none is returned. */
export function createQuizActivities(deps: TransactionDeps & GenerationDeps) {
  return {
    pickQuizQuestions: (run: Run) => pickQuizQuestions(deps, run),
    draftQuestions: (run: Run & { round: number }) =>
      withHeartbeat((report, signal) => endRepeatedOutput(report, () => draftQuestions(deps, run, signal))),
    checkQuestions: (run: Run) =>
      withHeartbeat((report, signal) => endRepeatedOutput(report, () => checkQuestions(deps, run, signal))),
    storeQuiz: (run: Run) => storeQuiz(deps, run),
    /** @returns the next deadline, ISO 8601; null at the end */
    wakeQuizAttempt: async (run: Run): Promise<string | null> => (await wakeAttempt(deps, run))?.toISOString() ?? null,
  };
}
