import { POINTS } from '../../domain/game/xp.js';
import { creditActivity } from '../game/credit-activity.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { lockProgress } from './lock-progress.js';

/**
 * Completes a lesson, with its XP, once; repeating it changes nothing.
 * @returns the XP that it brought now
 * @throws Problem not-found; those of lockCallerForShare.
 */
export async function completeLesson(
  deps: TransactionDeps,
  { caller, lessonId }: { caller: Caller; lessonId: string },
): Promise<{ xp: number }> {
  return inTransaction(deps, async (trx, after) => {
    await lockCallerForShare(caller, trx);
    const { userId } = caller;
    const now = deps.clock();
    const { lesson, progress } = await lockProgress({ userId, lessonId }, now, trx);
    if (progress.completedAt) return { xp: 0 };
    await progress.$query(trx).patch({ completedAt: now, position: 1 });
    const activity = {
      ...({ userId, kind: 'lesson', cause: `lesson:${lessonId}`, sourceId: lessonId, at: now } as const),
      ...{ points: POINTS.lesson, adds: { lessonsCompleted: 1 }, topicId: lesson.topicId },
    };
    const credit = await creditActivity(activity, now, after, trx);
    return { xp: credit?.xp ?? 0 };
  });
}
