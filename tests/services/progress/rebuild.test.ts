import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { statsOf } from '../../../domain/game/stats.js';
import { changeDayRule } from '../../../services/game/change-day-rule.js';
import { correctXp } from '../../../services/game/correct-xp.js';
import { creditActivity } from '../../../services/game/credit-activity.js';
import { endPause } from '../../../services/game/end-pause.js';
import { pauseStreak } from '../../../services/game/pause-streak.js';
import { rebuildStats } from '../../../services/game/rebuild-stats.js';
import { completeLesson } from '../../../services/lessons/complete-lesson.js';
import { rebuildMastery } from '../../../services/mastery/rebuild-mastery.js';
import { recordAnswers } from '../../../services/mastery/record-answers.js';
import { deleteCard } from '../../../services/reviews/delete-card.js';
import { review } from '../../../services/reviews/review.js';
import { undoReview } from '../../../services/reviews/undo-review.js';
import { inTransaction } from '../../../services/runs/in-transaction.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import { endStudy } from '../../../services/study/end-study.js';
import { startStudy } from '../../../services/study/start-study.js';
import { buildCaller } from '../../support/build-caller.js';
import { buildCard, buildLesson, buildStats, buildTopic, buildTopicProgress } from '../../support/factories/index.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
const HOUR = 3_600_000;
const CARDS = 6;
const LESSONS = 3;

/** What a student has, and the server's time, which a step moves on. */
interface Life {
  caller: Caller;
  email: string;
  cards: string[];
  now: number;
}

type Step = (life: Life) => Promise<unknown>;

let topics: { id: string }[];
let lessons: { id: string }[];
beforeAll(async () => {
  topics = await Promise.all([buildTopic(services.db), buildTopic(services.db)]);
  lessons = await Promise.all(
    Array.from({ length: LESSONS }, (_, at) => buildLesson(services.db, { topicId: topics[at % 2]?.id ?? '' })),
  );
});

const deps = ({ now }: Life) => ({ ...services, db: services.db, clock: () => new Date(now) });
const topicId = (at: number) => topics[at % topics.length]?.id ?? '';

/** Whatever the product refuses changes nothing, and the life goes on. */
const tryTo = (work: Promise<unknown>) => work.catch(() => undefined);

async function undo(life: Life): Promise<unknown> {
  const last = await services.db('review_log').where({ userId: life.caller.userId }).orderBy('id', 'desc').first();
  return last && tryTo(undoReview(deps(life), { caller: life.caller, reviewId: last.id }));
}

async function pause(life: Life): Promise<unknown> {
  const { caller, now } = life;
  const [firstDay, lastDay] = [new Date(now), new Date(now + 72 * HOUR)].map((at) => at.toISOString().slice(0, 10));
  return tryTo(pauseStreak(deps(life), { caller, firstDay: firstDay ?? '', lastDay: lastDay ?? '' }));
}

async function unpause(life: Life): Promise<unknown> {
  const found = await services.db('streak_pauses').where({ userId: life.caller.userId }).first();
  return found && tryTo(endPause(deps(life), { caller: life.caller, pauseId: found.id }));
}

/** Something that was done hours or days before it is heard of: an answer to a topic as well. */
const late =
  (hours: number, at: number): Step =>
  (life) =>
    inTransaction(deps(life), async (trx, after) => {
      const { userId } = life.caller;
      const [when, cause] = [new Date(life.now - hours * HOUR), `question:${randomUUID()}`];
      const answer = {
        cause,
        topicId: topicId(at),
        kind: 'true-false',
        options: null,
        isRight: at % 3 > 0,
        at: when,
      } as const;
      await recordAnswers({ userId, answers: [answer] }, trx);
      const activity = { userId, kind: 'question', cause, sourceId: randomUUID(), points: 15, at: when } as const;
      await creditActivity(
        { ...activity, adds: { questionsAnswered: 1 }, topicId: topicId(at) },
        new Date(life.now),
        after,
        trx,
      );
    });

const changeRule =
  (wish: { timeZone?: string; dayStartsAt?: number }): Step =>
  (life) =>
    inTransaction(deps(life), async (trx, after) => {
      const { userId } = life.caller;
      await changeDayRule({ userId, wish }, new Date(life.now), after, trx);
      if (wish.timeZone) await trx('user_profiles').where({ userId }).update({ timeZone: wish.timeZone });
    });

const wait =
  (hours: number): Step =>
  async (life) => {
    life.now += hours * HOUR;
  };

const step: fc.Arbitrary<[string, Step]> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.nat(CARDS - 1), fc.constantFrom('again', 'good', 'easy'))
      .map(([at, grade]): [string, Step] => [
        `review ${at} ${grade}`,
        (life) => tryTo(review(deps(life), { caller: life.caller, cardId: life.cards[at] ?? '', grade })),
      ]),
  },
  { weight: 2, arbitrary: fc.constant<[string, Step]>(['undo', undo]) },
  {
    weight: 1,
    arbitrary: fc
      .nat(CARDS - 1)
      .map((at): [string, Step] => [
        `delete ${at}`,
        (life) => tryTo(deleteCard(deps(life), { caller: life.caller, cardId: life.cards[at] ?? '' })),
      ]),
  },
  {
    weight: 1,
    arbitrary: fc
      .nat(LESSONS - 1)
      .map((at): [string, Step] => [
        `complete ${at}`,
        (life) => completeLesson(deps(life), { caller: life.caller, lessonId: lessons[at]?.id ?? '' }),
      ]),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<[string, Step]>(
      ['start', (life) => startStudy(deps(life), { caller: life.caller, plan: { mode: 'block', plannedMinutes: 50 } })],
      ['end', (life) => tryTo(endStudy(deps(life), life.caller))],
    ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.nat(24 * 40), fc.nat(5))
      .map(([hours, at]): [string, Step] => [`late ${hours} ${at}`, late(hours, at)]),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<[string, Step]>(
      ['to Auckland', changeRule({ timeZone: 'Pacific/Auckland' })],
      ['to Honolulu', changeRule({ timeZone: 'Pacific/Honolulu' })],
      ['to 0:00', changeRule({ dayStartsAt: 0 })],
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom<[string, Step]>(['pause', pause], ['unpause', unpause]) },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: -50, max: 50 })
      .map((points): [string, Step] => [
        `correct ${points}`,
        (life) => correctXp(deps(life), { email: life.email, points }),
      ]),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(0.3, 1, 5, 23, 24 * 3, 24 * 20)
      .map((hours): [string, Step] => [`wait ${hours}`, wait(hours)]),
  },
);

async function begin(): Promise<Life> {
  const caller = await buildCaller(services.db);
  const { userId } = caller;
  const { email } = await services.db('users').where({ id: userId }).first();
  const made = Array.from({ length: CARDS }, (_, at) =>
    buildCard(services.db, { userId, topicId: at % 3 === 2 ? null : topicId(at) }),
  );
  const cards = (await Promise.all(made)).map(({ id }) => id);
  return { caller, email, cards, now: Date.parse('2026-03-02T12:00:00Z') };
}

/** What is kept of a student's work, but for when it was written. */
async function keptOf({ caller: { userId } }: Life) {
  const { stats } = (await services.db('user_stats').where({ userId }).first('stats')) ?? {};
  const columns = ['topicId', 'known', 'word', 'answers', 'rightAnswers', 'lastAnsweredAt'];
  return {
    stats: statsOf(stats),
    topics: await services.db('topic_progress').where({ userId }).orderBy('topicId').select(columns),
  };
}

const rebuild = async (life: Life) => {
  const { repaired: students } = await rebuildStats(deps(life));
  const { repaired: topicsRepaired } = await rebuildMastery(services);
  return { students, topics: topicsRepaired };
};

describe('a rebuild', () => {
  test('of whatever life changes nothing, and repairs what is corrupt', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 30 }), async (steps) => {
        const life = await begin();
        for (const [, take] of steps) await take(life);
        const kept = await keptOf(life);
        expect(await rebuild(life)).toEqual({ students: 0, topics: 0 });
        expect(await keptOf(life)).toEqual(kept);

        const { userId } = life.caller;
        await services
          .db('user_stats')
          .where({ userId })
          .update({ stats: '{"reviewsDone": 77, "lastActiveDay": "2030-01-01"}' });
        await services.db('topic_progress').where({ userId }).update({ known: 0.123 });
        await rebuild(life);
        expect(await keptOf(life)).toEqual(kept);
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });

  test('makes what is missing, and takes away what nothing tells of', async () => {
    const life = await begin();
    const { userId } = life.caller;
    await late(0, 1)(life);
    const kept = await keptOf(life);
    await services.db('user_stats').where({ userId }).delete();
    await services.db('topic_progress').where({ userId }).delete();
    const other = await begin();
    await buildStats(services.db, { userId: other.caller.userId });
    await buildTopicProgress(services.db, { userId: other.caller.userId, topicId: topicId(0) });
    expect(await rebuild(life)).toEqual({ students: 2, topics: 2 });
    expect(await keptOf(life)).toEqual(kept);
    expect((await keptOf(other)).stats).toMatchObject({ questionsAnswered: 0 });
    expect((await keptOf(other)).topics).toMatchObject([{ word: 'new', answers: 0 }]);
  });
});

test('what was read of a student whose mastery was wrong is stale after a rebuild', async () => {
  const life = await begin();
  const { userId } = life.caller;
  await late(0, 1)(life);
  const version = async () => (await services.db('user_stats').where({ userId }).first()).version;
  const before = await version();
  await rebuildMastery(services);
  expect(await version()).toBe(before);
  await services.db('topic_progress').where({ userId }).update({ known: 0.123 });
  await rebuildMastery(services);
  expect(await version()).toBe(before + 1);
});

describe('what is heard of late', () => {
  test('is a day more, and may be the end of an absence that was none', async () => {
    const life = await begin();
    await late(0, 1)(life);
    await wait(24 * 20)(life);
    await late(0, 1)(life);
    expect((await keptOf(life)).stats).toMatchObject({ activeDays: 2, comebacks: 1 });
    await late(24 * 10, 1)(life);
    expect((await keptOf(life)).stats).toMatchObject({ activeDays: 3, comebacks: 0, questionsAnswered: 3 });
  });

  test('the days of a pause that is ended count for the longest streak at once', async () => {
    const life = await begin();
    await pause(life);
    await late(0, 1)(life);
    expect((await keptOf(life)).stats).toMatchObject({ longestStreak: 0, activeDays: 1 });
    await unpause(life);
    expect((await keptOf(life)).stats).toMatchObject({ longestStreak: 1, activeDays: 1 });
  });
});
