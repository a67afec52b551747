import { insertItems, listCandidates } from '../../db/queries/quiz-questions.js';
import { QUIZ_QUESTIONS } from '../../domain/quizzes/limits.js';
import { pickQuestions } from '../../domain/quizzes/pick-questions.js';
import { Failure } from '../../domain/runs/failures.js';
import type { Run } from '../../domain/runs/flows.js';
import { finishOnce } from '../runs/finish-once.js';
import { finishRow } from '../runs/finish-run.js';
import type { TransactionDeps } from '../runs/in-transaction.js';
import { writeInRun } from '../runs/lock-run.js';

/**
 * Gives a quiz its questions, of those that are written, and ends its run. With fewer than were asked for it is ready
 * all the same, and says so.
 * @throws Failure TooFewQuestions where there are not enough for any quiz; Superseded.
 */
export function pickQuizQuestions(deps: Pick<TransactionDeps, 'db' | 'clock'>, run: Run): Promise<'ready'> {
  return finishOnce(deps, { ...run, flow: 'generateQuiz', states: ['ready'] }, () =>
    writeInRun(deps, 'generateQuiz', run, async (quiz, trx) => {
      const { id, wished, seed } = quiz;
      const picked = pickQuestions(await listCandidates(trx, quiz), { count: wished, seed });
      if (picked.length < QUIZ_QUESTIONS.least) throw new Failure('TooFewQuestions');
      await insertItems(trx, id, picked);
      await finishRow('generateQuiz', quiz, { status: 'ready', questionCount: picked.length }, deps.clock(), trx);
      return 'ready' as const;
    }),
  );
}
