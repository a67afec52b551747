import type { Transaction } from 'objection';
import { Lesson } from '../../db/models/lesson.js';
import { LessonProgress } from '../../db/models/lesson-progress.js';
import { Problem } from '../../domain/problems.js';

/**
 * Locks a student's progress in a lesson, which begins with this where there was none. A retired lesson goes on for who
 * had begun it.
 * @throws Problem not-found
 */
export async function lockProgress(
  { userId, lessonId }: { userId: string; lessonId: string },
  now: Date,
  trx: Transaction,
): Promise<{ lesson: Lesson; progress: LessonProgress }> {
  const lesson = await Lesson.query(trx).findById(lessonId);
  const known = lesson && (await LessonProgress.query(trx).findById([userId, lessonId]).forNoKeyUpdate());
  if (!lesson || (lesson.retiredAt && !known)) throw new Problem('not-found', 'No such lesson.');
  if (known) return { lesson, progress: known };
  // Of two that begin it at once the second finds the first one's row, locked.
  const progress = await LessonProgress.query(trx)
    .insert({ userId, lessonId, startedAt: now })
    .onConflict(['userId', 'lessonId'])
    .merge(['userId'])
    .returning('*')
    .first();
  return { lesson, progress: progress as unknown as LessonProgress };
}
