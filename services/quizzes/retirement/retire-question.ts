import type { Knex } from 'knex';
import { QuizQuestion } from '../../../db/models/quiz-question.js';
import { stopGrading } from '../../../db/queries/quiz-corrections.js';
import type { RetireReason } from '../../../domain/quizzes/retirement.js';
import type { Clock } from '../../shared/clock.js';

/**
 * Retires a question for good: no quiz takes it any more, and in attempts that end from now on it counts only where it
 * helps. One that is retired for another reason keeps the first.
 * @returns for what it is retired now
 * @throws Error for an id without a question.
 */
export async function retireQuestion(
  { db, clock }: { db: Knex; clock: Clock },
  { questionId, reason }: { questionId: string; reason: RetireReason },
): Promise<RetireReason> {
  return db.transaction(async (trx) => {
    await stopGrading(trx);
    const question = await QuizQuestion.query(trx).findById(questionId).forNoKeyUpdate();
    if (!question) throw new Error(`There is no question ${questionId}.`);
    if (question.retiredReason) return question.retiredReason;
    const retiredAt = question.retiredAt ?? clock();
    await question.$query(trx).patch({ retiredAt, retiredFor: 'quality', retiredReason: reason });
    return reason;
  });
}
