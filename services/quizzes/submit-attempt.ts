import type { Transaction } from 'objection';
import type { QuizAttempt } from '../../db/models/quiz-attempt.js';
import { type Answered, listAsked, writeAnswers } from '../../db/queries/quiz-answers.js';
import { Problem } from '../../domain/problems.js';
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
    const answered = await withForms(attempt, answers, trx);
    if (attempt.status !== 'running') return;
    const isLate = isTimeOver(attempt, now);
    const parsed = isLate ? [] : parseAll(answered);
    if (parsed.length > 0) await writeAnswers(trx, attemptId, parsed, now);
    await finishAttempt(attempt, { endedBy: isLate ? 'deadline' : 'student', now }, after, trx);
    cancelRunOf(attempt, after);
  });
}

/** Each answer with the form of its question. @throws Problem not-found */
async function withForms({ id }: QuizAttempt, answers: readonly Answered[], trx: Transaction) {
  if (answers.length === 0) return [];
  const ids = answers.map(({ questionId }) => questionId);
  const forms = new Map((await listAsked(trx, id, ids)).map(({ questionId, form }) => [questionId, form]));
  return answers.map((answered) => {
    const form = forms.get(answered.questionId);
    if (!form) throw new Problem('not-found', 'No such question in this attempt.');
    return { ...answered, form };
  });
}

/** @throws Problem invalid-request */
const parseAll = (answers: Awaited<ReturnType<typeof withForms>>): Answered[] =>
  answers.map(({ questionId, form, answer }, at) => ({
    questionId,
    answer: parseAnswer(form, answer, `/answers/${at}/answer`),
  }));
