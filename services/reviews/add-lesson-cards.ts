import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { ReviewCard } from '../../db/models/review-card.js';
import { findLesson } from '../../db/queries/lessons.js';
import { Problem } from '../../domain/problems.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';
import { addCards } from './add-cards.js';

/**
 * Makes cards of the key points of a lesson, each once, however often it is asked.
 * @param input.keyPoints which, counted from 0; without them all
 * @returns the ids of the cards of these key points, and how many of them are new
 * @throws Problem not-found for a lesson; invalid-request for a key point that it does not have; too-many-cards; those
 * of lockCallerForShare.
 */
export async function addLessonCards(
  { db }: { db: Knex },
  { caller, lessonId, keyPoints }: { caller: Caller; lessonId: string; keyPoints?: number[] | undefined },
): Promise<{ ids: string[]; added: number }> {
  const { userId } = caller;
  return db.transaction(async (trx) => {
    await lockCallerForShare(caller, trx);
    const lesson = await findLesson(trx, userId, lessonId);
    if (!lesson) throw new Problem('not-found', 'No such lesson.');
    const chosen = (keyPoints ?? lesson.keyPoints.map((_, at) => at)).map((at, index) => {
      const point = lesson.keyPoints[at];
      if (!point) throw noKeyPoint(index);
      return { ...point, originKey: originKeyOf(lessonId, point.question) };
    });
    const cards = chosen.map(({ question, text, originKey }) => ({
      ...({ origin: 'lesson', originKey, lessonId, topicId: lesson.topicId } as const),
      ...{ front: question, back: text },
    }));
    const added = await addCards(userId, cards, trx);
    const originKeys = chosen.map(({ originKey }) => originKey);
    const all = await ReviewCard.query(trx).where({ userId }).whereIn('originKey', originKeys).select('id');
    return { ids: all.map(({ id }) => id), added: added.length };
  });
}

/** By its question: key points may come to stand in another order, and their texts be corrected. */
const originKeyOf = (lessonId: string, question: string): string =>
  `lesson:${lessonId}:${createHash('sha256').update(question).digest('hex').slice(0, 32)}`;

function noKeyPoint(index: number): Problem {
  const errors = [{ pointer: `/keyPoints/${index}`, detail: 'The lesson has no such key point' }];
  return new Problem('invalid-request', 'GET /lessons/by-id/{id} shows the key points that there are.', { errors });
}
