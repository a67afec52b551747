import { beforeEach, describe, expect, test } from '@jest/globals';
import { lockRebuild } from '../../../db/queries/item-rebuild.js';
import { rebuildLevels } from '../../../services/game/rebuild-levels.js';
import { rebuildStats } from '../../../services/game/rebuild-stats.js';
import { rebuildMastery } from '../../../services/mastery/rebuild-mastery.js';
import { rebuildStatistics } from '../../../services/quizzes/statistics/rebuild-statistics.js';
import {
  buildLevel,
  buildQuestionStatistics,
  buildQuizQuestion,
  buildStats,
  buildStreak,
  buildStudent,
  buildTopic,
  buildTopicProgress,
  buildXpLine,
} from '../../support/factories/index.js';
import { isHeld, whileLocked } from '../../support/locks.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();

describe.each<[string, () => Promise<object>]>([
  ['have done', () => rebuildStats(services)],
  ['have in XP', () => rebuildLevels(services)],
  ['know of a topic', () => rebuildMastery(services)],
])('a rebuild of what students %s', (_what, rebuild) => {
  beforeEach(async () => {
    await services.db('users').update({ status: 'erased' });
    await services.db('users').delete();
  });

  test('waits for the end of an account, leaves that one out, and goes on with the rest', async () => {
    const { id: topicId } = await buildTopic(services.db);
    const ids = [await buildStudent(services.db), await buildStudent(services.db)].map(({ id }) => id).sort();
    // Of each, what is kept differs from what it is made of.
    for (const userId of ids) {
      await buildStreak(services.db, { userId });
      await buildXpLine(services.db, { userId });
      await buildStats(services.db, { userId, stats: { reviewsDone: 77 } });
      await buildLevel(services.db, { userId, xp: 77 });
      await buildTopicProgress(services.db, { userId, topicId, answers: 77 });
    }
    const ended = await whileLocked(
      services.db,
      async (trx) => {
        await trx('users').where({ id: ids[0] }).update({ status: 'erased' });
        await trx('users').where({ id: ids[0] }).delete();
      },
      rebuild,
    );
    expect(ended).toEqual({ looked: 2, repaired: 1 });
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
