import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { completeLesson } from '../../../services/lessons/complete-lesson.js';
import { queueLessonIndex } from '../../../services/lessons/queue-lesson-index.js';
import { changeCard } from '../../../services/reviews/change-card.js';
import { review } from '../../../services/reviews/review.js';
import { undoReview } from '../../../services/reviews/undo-review.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import { endStudy } from '../../../services/study/end-study.js';
import { startStudy } from '../../../services/study/start-study.js';
import { buildCaller } from '../../support/build-caller.js';
import {
  buildCard,
  buildLesson,
  buildLessonIndex,
  buildLessonProgress,
  buildMaterial,
  buildReview,
  buildStudySession,
  buildTopic,
} from '../../support/factories/index.js';
import { whileLocked } from '../../support/locks.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
const FIRST = new Date('2026-03-02T12:00:00Z');
let caller: Caller;
let userId: string;
beforeEach(async () => {
  caller = await buildCaller(services.db);
  ({ userId } = caller);
});
const xp = () => services.db('xp_logs').where({ userId });

describe('a card', () => {
  const rowOf = (id: string, trx: Knex = services.db) => trx('review_cards').where({ id });
  const suspend = (id: string) => (trx: Knex) => rowOf(id, trx).update({ suspendedReason: 'wrong-key' });

  test('that is being suspended is waited for by a review, which is refused then', async () => {
    const { id } = await buildCard(services.db, { userId });
    const reviewed = whileLocked(services.db, suspend(id), () =>
      review(services, { caller, cardId: id, grade: 'good' }),
    );
    await expect(reviewed).rejects.toMatchObject({ type: 'card-suspended' });
    expect(await services.db('review_log').where({ cardId: id })).toEqual([]);
  });

  test('that is being suspended is waited for by who writes it anew, and is asked again as their own', async () => {
    const { id } = await buildCard(services.db, { userId, origin: 'answer', originKey: 'quiz-question:1' });
    const content = { front: 'How is it now?', back: 'It is better.', tags: [] };
    await whileLocked(services.db, suspend(id), () => changeCard(services, { caller, cardId: id, content }));
    const own = { origin: 'student', originKey: null, suspendedReason: null, back: content.back };
    expect(await rowOf(id).first(...Object.keys(own))).toEqual(own);
  });

  test('that is reviewed again is waited for by who takes the review before back, which is not the last then', async () => {
    const { id: cardId } = await buildCard(services.db, { userId });
    const { review: first } = await review(services, { caller, cardId, grade: 'again' });
    const undone = whileLocked(
      services.db,
      (trx) => rowOf(cardId, trx).update({ reviews: 2 }),
      () => undoReview(services, { caller, reviewId: first.id }),
      (trx) => buildReview(trx, { userId, cardId, reviewNo: 2, studyDay: first.studyDay }),
    );
    await expect(undone).rejects.toMatchObject({ type: 'nothing-to-undo' });
    expect(await rowOf(cardId).first('reviews')).toEqual({ reviews: 2 });
  });
});

describe('a study session', () => {
  const rowOf = (id: string, trx: Knex = services.db) => trx('study_sessions').where({ id });
  /** As its timer does. */
  const close = (id: string) => (trx: Knex) =>
    rowOf(id, trx).update({ status: 'ended', endedAt: FIRST, finishedAt: FIRST, closesAt: null, nextCheckAt: null });
  const free = { mode: 'free' } as const;

  test('that is being closed is waited for by its end, which leaves it as it is', async () => {
    const { id } = await buildStudySession(services.db, { userId, status: 'running' });
    expect(await whileLocked(services.db, close(id), () => endStudy(services, caller))).toBe(id);
    expect(await rowOf(id).first('endedAt')).toEqual({ endedAt: FIRST });
    expect(services.starter.cancelled).toEqual([]);
  });

  test('that is being closed is waited for by the next start, which begins another', async () => {
    const { id } = await buildStudySession(services.db, { userId, status: 'running' });
    const next = await whileLocked(services.db, close(id), () => startStudy(services, { caller, plan: free }));
    expect(services.starter.started).toEqual([`study:${next}:1`]);
    expect(await rowOf(id).first('status')).toEqual({ status: 'ended' });
  });

  test('does not begin with a material that is being removed', async () => {
    const { id: materialId } = await buildMaterial(services.db, { ownerId: userId });
    const started = whileLocked(
      services.db,
      (trx) => trx('materials').where({ id: materialId }).delete(),
      () => startStudy(services, { caller, plan: { ...free, materialId } }),
    );
    await expect(started).rejects.toMatchObject({ type: 'not-found' });
    expect(await services.db('study_sessions').where({ userId })).toEqual([]);
  });

  test('is waited for with its material held against a removal, which locks sessions as well, and later', async () => {
    const { id: materialId } = await buildMaterial(services.db, { ownerId: userId });
    const { id } = await buildStudySession(services.db, { userId, status: 'running' });
    await whileLocked(
      services.db,
      (trx) => rowOf(id, trx).forNoKeyUpdate(),
      () => startStudy(services, { caller, plan: { ...free, materialId } }),
      async () => {
        const removing = services.db('materials').where({ id: materialId }).forUpdate().noWait();
        await expect(removing).rejects.toMatchObject({ code: '55P03' });
      },
    );
  });
});

describe('a lesson', () => {
  const progressOf = (lessonId: string, trx: Knex = services.db) => trx('lesson_progress').where({ userId, lessonId });

  test.each([
    ['that was begun', true],
    ['that nobody had begun', false],
  ])('%s and is being completed is waited for, and brings nothing a second time', async (_what, isBegun) => {
    const { id: lessonId } = await buildLesson(services.db, { topicId: (await buildTopic(services.db)).id });
    if (isBegun) await buildLessonProgress(services.db, { userId, lessonId });
    const completed = await whileLocked(
      services.db,
      (trx) =>
        isBegun
          ? progressOf(lessonId, trx).update({ completedAt: FIRST })
          : buildLessonProgress(trx, { userId, lessonId, completedAt: FIRST }),
      () => completeLesson(services, { caller, lessonId }),
    );
    expect(completed).toEqual({ xp: 0 });
    expect(await progressOf(lessonId).first('completedAt')).toEqual({ completedAt: FIRST });
    expect(await xp()).toEqual([]);
  });
});

describe('the work that makes lessons searchable', () => {
  test('is waited for where it ends, and begins anew for what it has not seen', async () => {
    await buildLesson(services.db, { topicId: (await buildTopic(services.db)).id });
    const { id } = await buildLessonIndex(services.db, { status: 'processing' });
    const ready = { status: 'ready', finishedAt: services.clock(), nextCheckAt: null };
    await whileLocked(
      services.db,
      // As the end of a run does, which holds it while it looks for what is left.
      (trx) => trx('lesson_indexes').forNoKeyUpdate(),
      () => queueLessonIndex({ ...services, embeddings: { model: 'm@2', dimensions: 2 } }),
      (trx) => trx('lesson_indexes').update(ready),
    );
    expect(await services.db('lesson_indexes').first('status', 'runNo')).toEqual({ status: 'queued', runNo: 2 });
    expect(services.starter.started).toEqual([`index-lessons:${id}:2`]);
  });
});
