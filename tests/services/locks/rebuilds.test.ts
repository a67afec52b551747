import { beforeEach, describe, expect, test } from '@jest/globals';
import { lockRebuild } from '../../../db/queries/item-rebuild.js';
import { rebuildStats } from '../../../services/game/rebuild-stats.js';
import { rebuildStatistics } from '../../../services/quizzes/statistics/rebuild-statistics.js';
import {
  buildQuestionStatistics,
  buildQuizQuestion,
  buildStats,
  buildStreak,
  buildStudent,
  buildTopic,
} from '../../support/factories/index.js';
import { isHeld, whileLocked } from '../../support/locks.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();

describe('a rebuild of what students have done', () => {
  test('waits for the end of an account, and leaves that one out', async () => {
    const { id: userId } = await buildStudent(services.db);
    await buildStats(services.db, { userId });
    await buildStreak(services.db, { userId });
    const done = await whileLocked(
      services.db,
      (trx) => trx('users').where({ id: userId }).delete(),
      () => rebuildStats(services),
    );
    expect(done).toEqual({ students: 1, repaired: 0 });
  });
});

describe('a rebuild of the statistics of questions', () => {
  /** So many that no other order of locking them is that of their ids by chance. */
  const QUESTIONS = 10;
  let ids: string[];
  const sums = () => services.db('question_statistics').orderBy('questionId');
  beforeEach(async () => {
    await services.db('question_statistics').delete();
    const { id: topicId } = await buildTopic(services.db);
    ids = [];
    for (let count = 0; count < QUESTIONS; count++) ids.push((await buildQuizQuestion(services.db, { topicId })).id);
    ids.sort();
    // Answers that nobody gave.
    for (const questionId of ids.toReversed()) await buildQuestionStatistics(services.db, { questionId, answers: 5 });
  });

  test('waits for another one, and finds nothing to repair then', async () => {
    const done = await whileLocked(
      services.db,
      lockRebuild,
      () => rebuildStatistics(services),
      (trx) => trx('question_statistics').delete(),
    );
    expect(done.repaired).toBe(0);
  });

  test('waits for the end of an attempt, adds to what that has counted, and holds no later question before', async () => {
    const [least = '', ...later] = ids;
    let isLaterHeld: boolean | undefined;
    await whileLocked(
      services.db,
      (trx) => trx('question_statistics').where({ questionId: least }).increment('answers', 1),
      () => rebuildStatistics(services),
      async () => {
        isLaterHeld = await isHeld(sums().whereIn('questionId', later));
      },
    );
    expect(isLaterHeld).toBe(false);
    expect((await sums().select('answers')).map(({ answers }) => answers)).toEqual([1, ...later.map(() => 0)]);
  });
});
