import type { Transaction } from 'objection';
import type { QuizAttempt } from '../../db/models/quiz-attempt.js';
import { type Answered, listAsked, writeAnswers } from '../../db/queries/quiz-answers.js';
import { Problem } from '../../domain/problems.js';
import type { QuestionForm } from '../../domain/quizzes/question.js';
import { cancelRunOf, inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import type { Caller } from '../shared/lock-caller.js';
import { finishAttempt } from './finish-attempt.js';
import { isTimeOver, lockAttempt } from './lock-attempt.js';
import { parseAnswer } from './parse-answer.js';

/**
 * Hands an attempt in, with answers that were not saved yet, and grades it, once: whoever comes later, also after the
 * deadline, finds the result that there is. Answers that reach the server after the deadline's grace are not looked at.
 * @throws Problem not-found, also for a question that the attempt does not have; invalid-request for an answer that
 * cannot be one: the attempt goes on; those of lockCallerForShare.
 */
export async function submitAttempt(
  deps: TransactionDeps,
  { caller, attemptId, answers = [] }: { caller: Caller; attemptId: string; answers?: readonly Answered[] | undefined },
): Promise<void> {
  // As with an answer: what counts is when it reaches the server.
  const now = deps.clock();
  await inTransaction(deps, async (trx, after) => {
    const attempt = await lockAttempt(caller, attemptId, trx);
    const forms = await formsOf(attempt, answers, trx);
    if (attempt.status !== 'running') return;
    const isLate = isTimeOver(attempt, now);
    const parsed = isLate ? [] : readAnswers(answers, forms);
    if (parsed.length > 0) await writeAnswers(trx, attemptId, parsed, now);
    await finishAttempt(attempt, { endedBy: isLate ? 'deadline' : 'student', now }, after, trx);
    cancelRunOf(attempt, after);
  });
}

/** The forms of what is answered, by the ids of questions. @throws Problem not-found */
async function formsOf(
  { id }: QuizAttempt,
  answers: readonly Answered[],
  trx: Transaction,
): Promise<ReadonlyMap<string, QuestionForm>> {
  if (answers.length === 0) return new Map();
  const ids = answers.map(({ questionId }) => questionId);
  const forms = new Map((await listAsked(trx, id, ids)).map(({ questionId, form }) => [questionId, form]));
  if (!ids.every((questionId) => forms.has(questionId))) throw noQuestion();
  return forms;
}

/** @throws Problem invalid-request */
function readAnswers(answers: readonly Answered[], forms: ReadonlyMap<string, QuestionForm>): Answered[] {
  return answers.map(({ questionId, answer }, at) => {
    const form = forms.get(questionId);
    if (!form) throw noQuestion();
    return { questionId, answer: parseAnswer(form, answer, `/answers/${at}/answer`) };
  });
}

const noQuestion = (): Problem => new Problem('not-found', 'No such question in this attempt.');
