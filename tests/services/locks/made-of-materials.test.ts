import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { queueMissingGuides } from '../../../services/guides/queue-missing-guides.js';
import { finishMaterial } from '../../../services/materials/finish-material.js';
import { removeGeneratedQuestions } from '../../../services/materials/remove-generated-questions.js';
import {
  buildGuide,
  buildMaterial,
  buildPage,
  buildQuiz,
  buildQuizAttempt,
  buildQuizItems,
  buildQuizQuestion,
  buildStudent,
} from '../../support/factories/index.js';
import { isHeld, whileLocked } from '../../support/locks.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
let userId: string;
beforeEach(async () => {
  await services.db('users').delete();
  userId = (await buildStudent(services.db)).id;
});

describe('a guide', () => {
  const guideOf = (id: string, trx: Knex = services.db) => trx('guides').where({ id });
  const materialOf = (id: string, trx: Knex = services.db) => trx('materials').where({ id });
  /** What somebody else puts in the place of its last run. */
  const requeued = (id: string) => ({
    ...{ status: 'queued', failure: null, runNo: 2, workflowId: `guide:${id}:2`, finishedAt: null },
  });

  test('that somebody holds is waited for by the end of an ingestion, which holds no material before', async () => {
    const { id, runNo } = await buildMaterial(services.db, { ownerId: userId, status: 'processing', pageCount: 1 });
    await buildPage(services.db, { materialId: id });
    await buildGuide(services.db, { id, userId, status: 'failed' });
    let isMaterialHeld: boolean | undefined;
    await whileLocked(
      services.db,
      (trx) => guideOf(id, trx).update(requeued(id)),
      () => finishMaterial(services, { id, runNo }),
      async () => {
        isMaterialHeld = await isHeld(materialOf(id));
      },
    );
    expect(isMaterialHeld).toBe(false);
    expect(await guideOf(id).first('runNo')).toEqual({ runNo: 3 });
    expect(services.starter).toMatchObject({ cancelled: [`guide:${id}:2`], started: [`guide:${id}:3`] });
  });

  test('that failed and is being queued again is waited for by who queues missing ones, and left alone', async () => {
    const { id } = await buildMaterial(services.db, { ownerId: userId });
    await buildGuide(services.db, { id, userId, status: 'failed', finishedAt: new Date(0) });
    await whileLocked(
      services.db,
      // Its run has begun already.
      (trx) => guideOf(id, trx).update({ ...requeued(id), status: 'processing' }),
      () => queueMissingGuides(services),
    );
    expect(await guideOf(id).first('status', 'runNo')).toEqual({ status: 'processing', runNo: 2 });
  });

  test('is not missing where its material is being removed, for which nobody waits', async () => {
    const { id } = await buildMaterial(services.db, { ownerId: userId });
    await services.db.transaction(async (trx) => {
      await materialOf(id, trx).update({ status: 'deleting', finishedAt: null });
      await queueMissingGuides(services);
    });
    expect(await guideOf(id)).toEqual([]);
  });
});

describe('the removal of generated questions', () => {
  test('waits for an attempt at their quiz that begins, and leaves it the questions without their quotes', async () => {
    const { id: materialId } = await buildMaterial(services.db, { ownerId: userId });
    const { id: questionId } = await buildQuizQuestion(services.db, {
      ...{ topicId: null, ownerId: userId, materialId },
      evidence: { pageNo: 1, quote: 'It is so.', start: 0, end: 9 },
      checks: { provider: 'offline', model: 'rules', flaws: [], solves: [] },
    });
    const about = { topicId: null, materialIds: [materialId], questionCount: 1 };
    const { id: quizId } = await buildQuiz(services.db, { userId, ...about });
    await buildQuizItems(services.db, quizId, [questionId]);
    await whileLocked(
      services.db,
      async (trx) => {
        await trx('quizzes').where({ id: quizId }).forNoKeyUpdate();
        await buildQuizAttempt(trx, { userId, quizId });
      },
      () => removeGeneratedQuestions(materialId, services.db),
    );
    expect(await services.db('quiz_items').where({ quizId }).select('questionId')).toEqual([{ questionId }]);
    expect(await services.db('quiz_questions').where({ id: questionId }).first()).toMatchObject({
      ...{ materialId: null, retiredFor: 'removed', evidence: { quote: '' } },
    });
  });
});
