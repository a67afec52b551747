import type { Knex } from 'knex';
import { listFinishedQuestions } from '../../db/queries/quiz-export.js';
import { findQuiz } from '../../db/queries/quizzes.js';
import { Problem } from '../../domain/problems.js';
import { giftOf } from '../../domain/quizzes/export/gift.js';
import { moodleXmlOf } from '../../domain/quizzes/export/moodle-xml.js';

const WRITERS = { gift: giftOf, moodlexml: moodleXmlOf };

/** The formats in which a quiz can be had. */
export const EXPORT_FORMATS = ['gift', 'moodlexml'] as const satisfies (keyof typeof WRITERS)[];

/**
 * A student's quiz as a text that other programs read, with what is right. A question that was found to be bad is not in
 * it: its key may be wrong.
 * @throws Problem not-found; quiz-not-finished before an attempt at it has ended.
 */
export async function exportQuiz(
  { db }: { db: Knex },
  { userId, quizId, format }: { userId: string; quizId: string; format: keyof typeof WRITERS },
): Promise<string> {
  const questions = await listFinishedQuestions(db, { userId, quizId });
  if (questions.length > 0) return WRITERS[format](questions.filter(({ isRetired }) => !isRetired));
  if (!(await findQuiz(db, userId, quizId))) throw new Problem('not-found', 'No such quiz.');
  throw new Problem('quiz-not-finished', 'Hand an attempt at it in first: the file says what is right.');
}
