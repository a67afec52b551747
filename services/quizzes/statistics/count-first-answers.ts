import type { Transaction } from 'objection';
import { addToStatistics } from '../../../db/queries/question-statistics.js';
import { itemAnswerOf, sumsOf } from '../../../domain/quizzes/statistics/item-sums.js';
import type { Graded } from '../grade-handed-in.js';

/**
 * Adds the first answers of an attempt to the sums of their questions. The last thing that an attempt's end does: other
 * students' wait for these rows until it commits.
 */
export async function countFirstAnswers(graded: readonly Graded[], trx: Transaction): Promise<void> {
  if (!graded.some(({ isAnswered }) => isAnswered)) return;
  const added = graded.flatMap(({ questionId, mark, isNew }) => {
    const others = graded.filter((other) => other.questionId !== questionId).map((other) => other.mark);
    const answer = isNew ? itemAnswerOf(mark, others) : null;
    return answer ? [{ questionId, ...sumsOf([answer]) }] : [];
  });
  if (added.length > 0) await addToStatistics(trx, added);
}
