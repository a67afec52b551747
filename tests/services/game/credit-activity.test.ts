import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { type Activity, type Credit, creditActivity } from '../../../services/game/credit-activity.js';
import { inTransaction } from '../../../services/runs/in-transaction.js';
import { buildStudent } from '../../support/factories/index.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
let userId: string;
beforeEach(async () => {
  userId = (await buildStudent(services.db)).id;
});

const NOON = new Date('2026-03-10T12:00:00Z');
const inDays = (days: number) => new Date(NOON.getTime() + days * 86_400_000);

/** A question that was answered, asked and credited at an instant. */
function credit(columns: Partial<Activity> = {}, now: Date = columns.at ?? NOON): Promise<Credit | undefined> {
  const activity: Activity = {
    ...{ userId, kind: 'question', cause: `question:${randomUUID()}`, sourceId: randomUUID(), points: 15 },
    ...{ at: now, adds: { questionsAnswered: 1 }, topicId: null },
    ...columns,
  };
  return inTransaction(services, (trx, after) => creditActivity(activity, now, after, trx));
}

const lines = () => services.db('xp_logs').where({ userId }).orderBy('id');
const streak = () => services.db('streaks').where({ id: userId }).first();
const days = async () =>
  Object.fromEntries((await services.db('streak_days').where({ userId })).map(({ day, outcome }) => [day, outcome]));
const level = () => services.db('user_levels').where({ userId }).first('xp', 'level');
const notices = () => services.db('notices').where({ userId }).orderBy('id').pluck('kind');

describe('the first activity', () => {
  test('gives XP, begins a streak with its timer, and earns an achievement', async () => {
    expect(await credit()).toEqual({ xp: 15, level: 1 });
    expect(await lines()).toEqual([
      expect.objectContaining({
        kind: 'question',
        requested: 15,
        granted: 15,
        studyDay: '2026-03-10',
        timeZone: 'UTC',
      }),
    ]);
    expect(await level()).toEqual({ xp: 15, level: 1 });
    expect(await streak()).toMatchObject({
      status: 'running',
      runNo: 1,
      length: 1,
      startedOn: '2026-03-10',
      longest: 1,
    });
    expect(services.starter.started).toEqual([`streak:${userId}:1`]);
    expect(await days()).toEqual({ '2026-03-10': 'studied' });
    expect(await notices()).toEqual(['achievement']);
    expect(await services.db('user_achievements').where({ userId }).pluck('key')).toEqual(['first-answer']);
  });

  test('changes nothing when its transaction is given back', async () => {
    const failing = inTransaction(services, async (trx, after) => {
      const cause = { userId, kind: 'question', cause: 'question:x', sourceId: randomUUID() } as const;
      await creditActivity({ ...cause, points: 15, at: NOON, adds: {}, topicId: null }, NOON, after, trx);
      throw new Error('given back');
    });
    await expect(failing).rejects.toThrow('given back');
    expect([await lines(), await streak(), await level()]).toEqual([[], undefined, undefined]);
    expect(services.starter.started).toEqual([]);
  });
});

describe('one cause', () => {
  test('is credited once', async () => {
    await credit({ cause: 'question:same' });
    expect(await credit({ cause: 'question:same' })).toBeUndefined();
    expect(await lines()).toHaveLength(1);
  });

  test('is credited once when it comes many times at once', async () => {
    const credits = await Promise.all(Array.from({ length: 8 }, () => credit({ cause: 'question:same' })));
    expect(credits.filter((one) => one !== undefined)).toHaveLength(1);
    expect(await level()).toEqual({ xp: 15, level: 1 });
  });

  test('of one student is not that of another', async () => {
    const { id: other } = await buildStudent(services.db);
    await credit({ cause: 'question:same' });
    expect(await credit({ cause: 'question:same', userId: other })).toEqual({ xp: 15, level: 1 });
  });
});

describe('the cap of a study day', () => {
  test('holds when 20 come at once, and each has its line', async () => {
    await Promise.all(Array.from({ length: 20 }, () => credit()));
    const granted = (await lines()).map((line) => line.granted);
    expect(granted).toHaveLength(20);
    expect(granted.reduce((sum, one) => sum + one, 0)).toBe(75);
    expect(await level()).toEqual({ xp: 75, level: 1 });
    expect(services.starter.started).toEqual([`streak:${userId}:1`]);
  });

  test('grants what is left of it', async () => {
    await credit({ kind: 'quiz', points: 290 });
    expect(await credit({ kind: 'quiz', points: 120 })).toEqual({ xp: 10, level: 3 });
  });

  test.each([
    ['question', 75],
    ['study', 120],
    ['quiz', 300],
    ['review', 80],
    ['lesson', 500],
  ] as const)('of %s is %i', async (kind, most) => {
    expect(await credit({ kind, points: 1000 })).toMatchObject({ xp: most });
  });

  test('is of each day and each kind', async () => {
    await credit({ points: 75 });
    expect(await credit({ kind: 'review', points: 2 })).toMatchObject({ xp: 2 });
    expect(await credit({ points: 15 })).toMatchObject({ xp: 0 });
    expect(await credit({ points: 15, at: inDays(1) })).toMatchObject({ xp: 15 });
  });

  test('is of the day of the activity, also when it is credited on the next', async () => {
    await credit({ points: 75, at: new Date('2026-03-10T22:00:00Z') });
    const late = { points: 15, at: new Date('2026-03-11T03:59:59Z') };
    expect(await credit(late, new Date('2026-03-11T04:00:01Z'))).toMatchObject({ xp: 0 });
  });
});

describe('a streak', () => {
  /** An activity on each of these days from the first. */
  const studyOn = async (...dayNumbers: number[]) => {
    for (const day of dayNumbers) await credit({ points: 1, at: inDays(day) });
  };

  test('grows by a day however much is done on it', async () => {
    await studyOn(0, 0, 1, 1);
    expect(await streak()).toMatchObject({ length: 2, longest: 2, through: '2026-03-11' });
  });

  test('spends a freeze on a missed day, and tells so', async () => {
    await studyOn(0, 1, 2, 3, 4, 5, 6, 8);
    expect(await streak()).toMatchObject({ length: 8, freezes: 0 });
    expect((await days())['2026-03-17']).toBe('frozen');
    expect(await notices()).toContain('freeze-spent');
  });

  test('gives the freeze back when the missed day turns out to be studied', async () => {
    await studyOn(0, 1, 2, 3, 4, 5, 6, 8);
    await credit({ points: 1, at: inDays(7) }, inDays(8));
    expect(await streak()).toMatchObject({ length: 9, freezes: 1 });
    expect((await days())['2026-03-17']).toBe('studied');
    expect(await notices()).not.toContain('freeze-spent');
  });

  test('breaks on a missed day without a freeze, and begins anew under the next run', async () => {
    await studyOn(0, 1);
    await services
      .db('streaks')
      .where({ id: userId })
      .update({ status: 'ended', finishedAt: NOON, wakeAt: null, nextCheckAt: null });
    await studyOn(4);
    expect(await streak()).toMatchObject({
      status: 'running',
      runNo: 2,
      length: 1,
      startedOn: '2026-03-14',
      longest: 2,
    });
    expect(services.starter.started).toEqual([`streak:${userId}:1`, `streak:${userId}:2`]);
  });

  test('pays a milestone once in a lifetime', async () => {
    await studyOn(0, 1, 2, 3, 4, 5, 6);
    expect((await lines()).at(-1)).toMatchObject({
      kind: 'milestone',
      cause: 'streak:7',
      granted: 50,
      sourceId: null,
    });
    await studyOn(20, 21, 22, 23, 24, 25, 26, 27);
    expect((await lines()).filter(({ kind }) => kind === 'milestone')).toHaveLength(1);
    expect(await notices()).toContain('milestone');
  });
});

describe('the ledger', () => {
  const change = (work: (lines: Knex.QueryBuilder) => PromiseLike<unknown>) =>
    work(services.db('xp_logs').where({ userId }));

  test.each([
    ['changed', (all: Knex.QueryBuilder) => all.update({ granted: 1000 })],
    ['removed', (all: Knex.QueryBuilder) => all.delete()],
  ])('is not %s', async (_how, work) => {
    await credit();
    await expect(change(work)).rejects.toThrow('lines of the ledger are never changed');
    expect(await lines()).toHaveLength(1);
  });

  test('goes with a person who is erased', async () => {
    await credit();
    await services.db('users').where({ id: userId }).update({ status: 'erased' });
    await change((all) => all.delete());
    expect(await lines()).toEqual([]);
  });

  test('adds up to the level, whatever comes in whatever order', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, n) => credit({ kind: n % 2 ? 'quiz' : 'review', points: n })));
    const total = (await lines()).reduce((sum, { granted }) => sum + granted, 0);
    expect(await level()).toMatchObject({ xp: total });
  });
});

test('what a student sees is stale after each', async () => {
  const version = () => services.db('user_stats').where({ userId }).first('version', 'stats');
  await credit();
  await credit();
  expect(await version()).toMatchObject({ version: 2, stats: { questionsAnswered: 2, activeDays: 1 } });
});

test('it takes six statements at most', async () => {
  const seen: string[] = [];
  const listen = ({ sql }: { sql: string }) => void (/^(BEGIN|COMMIT)/.test(sql) || seen.push(sql));
  services.db.on('query', listen);
  try {
    for (const day of [0, 0, 1, 9]) {
      seen.length = 0;
      await credit({ at: inDays(day) });
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.length).toBeLessThanOrEqual(6);
    }
  } finally {
    services.db.removeListener('query', listen);
  }
});
