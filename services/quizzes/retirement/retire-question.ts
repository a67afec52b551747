import type { Knex } from 'knex';
import { QuizQuestion } from '../../../db/models/quiz-question.js';
import { stopGrading } from '../../../db/queries/quiz-corrections.js';
import type { RetireReason } from '../../../domain/quizzes/retirement.js';
import { audit } from '../../shared/audit.js';
import type { Clock } from '../../shared/clock.js';

/** Who retires a question: a person by a command, or the product itself. */
export type RetiredBy = 'command' | 'system';

/**
 * Retires a question for good: no quiz takes it any more, and in attempts that end from now on it counts only where it
 * helps. One that is retired for another reason keeps the first. A line of the audit log says by whom, and on what
 * evidence: numbers and fixed words.
 * @returns for what it is retired now
 * @throws Error for an id without a question.
 */
export async function retireQuestion(
  { db, clock }: { db: Knex; clock: Clock },
  input: { questionId: string; reason: RetireReason; by: RetiredBy; evidence?: Record<string, unknown> },
): Promise<RetireReason> {
  const { questionId, reason, by, evidence } = input;
  return db.transaction(async (trx) => {
    await stopGrading(trx);
    const question = await QuizQuestion.query(trx).findById(questionId).forNoKeyUpdate();
    if (!question) throw new Error(`There is no question ${questionId}.`);
    if (question.retiredReason) return question.retiredReason;
    const retiredAt = question.retiredAt ?? clock();
    await question.$query(trx).patch({ retiredAt, retiredFor: 'quality', retiredReason: reason });
    const details = { questionId, reason, ...evidence };
    await audit({ action: 'question.retired', actor: { kind: by }, subjectId: null, details }, trx);
    return reason;
  });
}
