import type { QuestionWriter } from '../../clients/ai/question-writer.js';
import type { Quiz } from '../../db/models/quiz.js';
import { insertItems } from '../../db/queries/quiz-questions.js';
import { QUIZ_QUESTIONS } from '../../domain/quizzes/limits.js';
import { Failure } from '../../domain/runs/failures.js';
import type { Run } from '../../domain/runs/flows.js';
import { raiseVersion } from '../game/raise-version.js';
import { finishOnce } from '../runs/finish-once.js';
import { finishRow } from '../runs/finish-run.js';
import type { TransactionDeps } from '../runs/in-transaction.js';
import { writeInRun } from '../runs/lock-run.js';
import { writtenQuestions } from './written-questions.js';

interface PickDeps extends Pick<TransactionDeps, 'db' | 'clock'> {
  questionWriter: Pick<QuestionWriter, 'name'>;
}

/**
 * Gives a quiz its questions, of those that are written, and ends its run; or says that some are to be drafted, where
 * there are too few and that can be done. With fewer than were asked for it is ready all the same, and says so.
 * @throws Failure TooFewQuestions where there are not enough for any quiz; Superseded.
 */
export function pickQuizQuestions(deps: PickDeps, run: Run): Promise<'ready' | 'drafting'> {
  return finishOnce<'generateQuiz', 'ready', 'drafting'>(
    deps,
    { ...run, flow: 'generateQuiz', states: ['ready'] },
    () =>
      writeInRun(deps, 'generateQuiz', run, async (quiz, trx) => {
        const picked = await writtenQuestions(quiz, trx);
        if (picked.length < quiz.wished && canDraft(deps, quiz)) return 'drafting' as const;
        if (picked.length < QUIZ_QUESTIONS.least) throw new Failure('TooFewQuestions');
        await insertItems(trx, quiz.id, picked);
        await finishRow('generateQuiz', quiz, { status: 'ready', questionCount: picked.length }, deps.clock(), trx);
        await raiseVersion(quiz.userId, trx);
        return 'ready' as const;
      }),
  );
}

/** Rules alone make few questions of a lesson, and take their time: they are asked where nothing else is wished. */
const canDraft = ({ questionWriter }: PickDeps, { source, materialIds }: Quiz): boolean =>
  source !== 'written' && (materialIds.length > 0 || source === 'generated' || questionWriter.name !== 'offline');
