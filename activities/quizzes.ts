import type { Run } from '../domain/runs/flows.js';
import { pickQuizQuestions } from '../services/quizzes/pick-quiz-questions.js';
import { wakeAttempt } from '../services/quizzes/wake-attempt.js';
import type { TransactionDeps } from '../services/runs/in-transaction.js';

export type QuizActivities = ReturnType<typeof createQuizActivities>;

/** The steps of `generateQuiz` and `timeQuizAttempt`. */
export function createQuizActivities(deps: TransactionDeps) {
  return {
    pickQuizQuestions: (run: Run) => pickQuizQuestions(deps, run),
    /** @returns the next deadline, ISO 8601; null at the end */
    wakeQuizAttempt: async (run: Run): Promise<string | null> => (await wakeAttempt(deps, run))?.toISOString() ?? null,
  };
}
