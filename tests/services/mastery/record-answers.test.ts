import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { masteryOf } from '../../../domain/learning/mastery/mastery.js';
import { forgetAnswer } from '../../../services/mastery/forget-answer.js';
import { rebuildMastery } from '../../../services/mastery/rebuild-mastery.js';
import { type GivenAnswer, recordAnswers } from '../../../services/mastery/record-answers.js';
import { buildStudent, buildTopic } from '../../support/factories/index.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
let userId: string;
let topicId: string;
beforeEach(async () => {
  userId = (await buildStudent(services.db)).id;
  topicId = (await buildTopic(services.db)).id;
});

const at = (minute: number) => new Date(Date.UTC(2026, 2, 10, 12, minute));
const answer = (minute: number, columns: Partial<GivenAnswer> = {}): GivenAnswer => ({
  ...{ cause: `quiz:${randomUUID()}`, topicId, kind: 'short-text', options: null, isRight: true, at: at(minute) },
  ...columns,
});
const record = (...answers: GivenAnswer[]) => services.db.transaction((trx) => recordAnswers({ userId, answers }, trx));
const progress = (of = topicId) =>
  services.db('topic_progress').where({ userId, topicId: of }).first('known', 'word', 'answers', 'rightAnswers');

describe('answers', () => {
  test('count once', async () => {
    const one = answer(1);
    await record(one);
    await record(one, answer(2));
    expect(await progress()).toMatchObject({ answers: 2, rightAnswers: 2, word: 'familiar' });
  });

  test('of several topics count for each', async () => {
    const { id: other } = await buildTopic(services.db);
    await record(answer(1), answer(1, { topicId: other, isRight: false }), answer(2));
    expect(await progress()).toMatchObject({ answers: 2 });
    expect(await progress(other)).toMatchObject({ answers: 1, rightAnswers: 0 });
  });

  test('that come at once all count', async () => {
    const { id: other } = await buildTopic(services.db);
    const pair = (minute: number) => [answer(minute), answer(minute, { topicId: other })];
    await Promise.all(
      Array.from({ length: 12 }, (_, minute) => record(...(minute % 2 ? pair(minute) : pair(minute).toReversed()))),
    );
    expect([await progress(), await progress(other)]).toMatchObject([{ answers: 12 }, { answers: 12 }]);
  });

  test('that are none change nothing', async () => {
    await record();
    expect(await progress()).toBeUndefined();
  });

  test('that are taken back were never given', async () => {
    const [first, second, third] = [answer(1), answer(2, { isRight: false }), answer(3)];
    await record(first, second, third);
    await services.db.transaction((trx) => forgetAnswer({ userId, cause: second.cause }, trx));
    await services.db.transaction((trx) => forgetAnswer({ userId, cause: second.cause }, trx));
    expect(await progress()).toEqual(masteryOf([first, third]));
  });
});

const made = fc.record({
  minute: fc.nat(20),
  isRight: fc.boolean(),
  kind: fc.constantFrom('single-choice' as const, 'true-false' as const, 'review' as const),
  part: fc.nat(4),
});

test('in whatever order and parts answers come, mastery is that of all in their order, and so it is rebuilt', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(made, { minLength: 1, maxLength: 15 }), async (drawn) => {
      topicId = (await buildTopic(services.db)).id;
      const answers = drawn.map(({ minute, isRight, kind, part }) => ({
        ...answer(minute, { isRight, kind, options: kind === 'single-choice' ? 4 : null }),
        part,
      }));
      for (const part of [0, 1, 2, 3, 4]) await record(...answers.filter((one) => one.part === part));
      const inOrder = answers.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.cause < b.cause ? -1 : 1));
      expect(await progress()).toEqual(masteryOf(inOrder));
    }),
    { numRuns: 25 },
  );
  const { looked, repaired } = await rebuildMastery(services);
  expect([looked > 0, repaired]).toEqual([true, 0]);
});

test('a rebuild repairs what is wrong, also where there are no answers', async () => {
  await record(answer(1), answer(2));
  const right = await progress();
  await services.db('topic_progress').where({ userId, topicId }).update({ known: 0.123, answers: 7 });
  const { id: other } = await buildTopic(services.db);
  const wrong = {
    userId,
    topicId: other,
    known: 0.9,
    word: 'mastered',
    answers: 3,
    rightAnswers: 3,
    lastAnsweredAt: at(1),
  };
  await services.db('topic_progress').insert(wrong);
  expect(await rebuildMastery(services)).toMatchObject({ repaired: 2 });
  expect(await progress()).toEqual(right);
  expect(await progress(other)).toMatchObject({ answers: 0, word: 'new' });
});
