import type { Knex } from 'knex';
import { QuizQuestion } from '../../../db/models/quiz-question.js';
import { listScoredAttempts, type ScoredAttempt } from '../../../db/queries/quiz-corrections.js';
import { type Correction, correctionOf } from '../../../domain/quizzes/result.js';
import { inBatches } from '../../../lib/in-batches.js';

/** Attempts that one query names. */
const BATCH = 500;

/** An attempt whose score would change, and to what. */
export type PlannedCorrection = Pick<ScoredAttempt, 'id' | 'email'> & Correction & { before: number };

/**
 * Whom the retirement of a question would correct, and how; nothing is changed.
 * @throws Error for an id without a question.
 */
export async function* previewCorrections(questionId: string, db: Knex): AsyncGenerator<PlannedCorrection> {
  if (!(await QuizQuestion.query(db).findById(questionId).select('id')))
    throw new Error(`There is no question ${questionId}.`);
  for await (const batch of inBatches<ScoredAttempt>(BATCH, (last, limit) =>
    listScoredAttempts(db, questionId, { after: last?.id, limit }),
  ))
    for (const { id, email, score, questions } of batch) {
      const without = questions.map((one) => ({ ...one, isRetired: one.isRetired || one.questionId === questionId }));
      const correction = correctionOf(without, score);
      if (correction) yield { id, email, before: score, ...correction };
    }
}
