import type { Knex } from 'knex';
import { raw } from 'objection';
import type { ExportedQuestion } from '../../domain/quizzes/export/exported-question.js';
import { QuizAttempt } from '../models/quiz-attempt.js';
import { QuizItem } from '../models/quiz-item.js';

/** A question of a quiz that may be told; whether it was found to be bad since. */
export type FinishedQuestion = ExportedQuestion & { isRetired: boolean };

/**
 * The questions of a student's quiz with their keys, in its order; none before an attempt at it has ended. In one
 * statement, as in findAttempt.
 */
export const listFinishedQuestions = (
  db: Knex,
  { userId, quizId }: { userId: string; quizId: string },
): Promise<FinishedQuestion[]> =>
  QuizItem.query(db)
    .alias('i')
    .join('quizQuestions as q', 'q.id', 'i.questionId')
    .where({ 'i.quizId': quizId })
    .whereExists(QuizAttempt.query(db).where({ quizId, userId, status: 'ended' }))
    .orderBy('i.position')
    .select('q.slug as name', 'q.stem', 'q.form', 'q.key', 'q.explanation')
    .select(raw(`COALESCE(q.retired_for = 'quality', false) AS is_retired`))
    .castTo<FinishedQuestion[]>()
    .execute();
