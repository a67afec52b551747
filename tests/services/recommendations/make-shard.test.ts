import { beforeEach, describe, expect, test } from '@jest/globals';
import { listDueShards } from '../../../services/recommendations/list-due-shards.js';
import { makeShard } from '../../../services/recommendations/make-shard.js';
import { beginsIn } from '../../../services/recommendations/shards.js';
import {
  buildCard,
  buildDayRule,
  buildRecommendationShard,
  buildRecommendations,
  buildStats,
  buildStudent,
} from '../../support/factories/index.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
const NOW = new Date('2026-03-03T05:00:00Z');
const SHARD = { day: '2026-03-03', shard: 4 };
const NEVER = new AbortController().signal;

beforeEach(async () => {
  await services.db('recommendations').delete();
  await services.db('recommendation_shards').delete();
  await services.db('user_stats').delete();
});

const deps = (now = NOW) => ({ ...services, clock: () => now });
const make = (shard = SHARD, { now = NOW, report = () => {}, signal = NEVER } = {}) =>
  makeShard(deps(now), { ...shard, report }, signal);
const made = () => services.db('recommendations').orderBy('userId');

/** A student who was active on a day, and has a card that is due. */
async function activeStudent(more: { lastActiveDay?: string; status?: 'erasing'; timeZone?: string } = {}) {
  const { lastActiveDay = '2026-03-01', timeZone = 'UTC', status = 'active' } = more;
  const { id: userId } = await buildStudent(services.db, { status });
  await services.db('user_profiles').where({ userId }).update({ timeZone });
  await buildStats(services.db, { userId, version: 3, stats: { lastActiveDay } });
  await buildCard(services.db, { userId, reviews: 1, due: '2026-03-03' });
  return userId;
}

describe('the recommendations of a shard', () => {
  test('are those of students whose days begin in its hour, with what they were made of', async () => {
    const userId = await activeStudent();
    await activeStudent({ timeZone: 'Asia/Kolkata' });
    expect(await make()).toEqual({ students: 1, isDone: true });
    expect(await made()).toMatchObject([
      { userId, studyDay: '2026-03-03', madeOf: 3, items: [{ kind: 'due-reviews', minutes: 1 }] },
    ]);
    expect(await services.db('recommendation_shards')).toMatchObject([{ ...SHARD, students: 1, after: null }]);
  });

  test('are made of who was active in the last 30 days and whose account stands', async () => {
    const kept = await activeStudent({ lastActiveDay: '2026-02-01' });
    await activeStudent({ lastActiveDay: '2026-01-31' });
    await activeStudent({ status: 'erasing' });
    await make();
    expect((await made()).map(({ userId }) => userId)).toEqual([kept]);
  });

  test('follow the rule by which the day is told, not the zone of the profile', async () => {
    const userId = await activeStudent();
    await buildDayRule(services.db, { userId, timeZone: 'Asia/Kathmandu', dayStartsAt: 0 });
    expect(await make()).toMatchObject({ students: 0 });
    // Midnight there.
    expect(await make({ day: '2026-03-02', shard: 18 }, { now: new Date('2026-03-02T19:00:00Z') })).toMatchObject({
      students: 1,
    });
    expect(await made()).toMatchObject([{ userId, studyDay: '2026-03-03' }]);
  });

  test('are the same made twice, also at the same time', async () => {
    for (let count = 0; count < 20; count++) await activeStudent();
    const progress = await Promise.all([make(), make(), make()]);
    const first = await made();
    expect(first).toHaveLength(20);
    expect(progress.every(({ isDone }) => isDone)).toBe(true);
    await services.db('recommendation_shards').update({ finishedAt: null });
    await make();
    expect(await made()).toEqual(first);
  });

  test('go on from where a run was killed', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) ids.push(await activeStudent());
    const [first = ''] = ids.toSorted();
    await buildRecommendationShard(services.db, { ...SHARD, after: first, students: 1 });
    expect(await make()).toEqual({ students: 3, isDone: true });
    expect((await made()).map(({ userId }) => userId)).toEqual(ids.toSorted().slice(1));
    expect(await make()).toEqual({ students: 3, isDone: true });
  });

  test('stop where they are told to, with nothing half done', async () => {
    await activeStudent();
    await expect(make(SHARD, { signal: AbortSignal.abort(new Error('over')) })).rejects.toThrow('over');
    expect(await made()).toEqual([]);
    expect(await make()).toMatchObject({ isDone: true });
    expect(await made()).toHaveLength(1);
  });

  test('give way to what was made later', async () => {
    const userId = await activeStudent();
    await buildRecommendations(services.db, { userId, studyDay: '2026-03-04' });
    const other = await activeStudent();
    await buildRecommendations(services.db, { userId: other, studyDay: '2026-03-03', madeOf: 4 });
    await make();
    expect((await made()).map(({ items }) => items)).toEqual([[], []]);
  });

  test('that come late are of the day that the student has by then', async () => {
    await activeStudent();
    await make(SHARD, { now: new Date('2026-03-04T06:00:00Z') });
    expect(await made()).toMatchObject([{ studyDay: '2026-03-04' }]);
  });
});

describe('the shards that are due', () => {
  test('are those of the last 24 hours that are over and not finished, the oldest first', async () => {
    const all = await listDueShards(deps());
    expect(all).toHaveLength(24);
    expect([all[0], all.at(-1)]).toEqual([
      { day: '2026-03-02', shard: 5 },
      { day: '2026-03-03', shard: 4 },
    ]);
    await buildRecommendationShard(services.db, { ...SHARD, finishedAt: NOW });
    await buildRecommendationShard(services.db, { day: '2026-03-02', shard: 5 });
    expect(await listDueShards(deps())).toEqual(all.slice(0, -1));
    expect(await listDueShards(deps(new Date('2026-03-03T05:59:59Z')))).toHaveLength(23);
    expect(await listDueShards(deps(new Date('2026-03-03T06:00:00Z')))).toHaveLength(23);
  });
});

describe('the hour in which days begin', () => {
  test.each([
    ['UTC', 4, { day: '2026-03-03', shard: 4 }],
    ['Asia/Kolkata', 4, { day: '2026-03-02', shard: 22 }],
    ['Asia/Kathmandu', 6, { day: '2026-03-03', shard: 0 }],
    ['Pacific/Kiritimati', 0, { day: '2026-03-02', shard: 10 }],
    ['Pacific/Pago_Pago', 6, { day: '2026-03-03', shard: 17 }],
    // The clock jumps from 2:00 to 3:00.
    ['America/New_York', 2, { day: '2026-03-08', shard: 7 }],
  ])('of %s at %i is one in 24', (timeZone, dayStartsAt, shard) => {
    const rule = { timeZone, dayStartsAt };
    expect(beginsIn(rule, shard)).toBe(true);
    const others = Array.from({ length: 24 }, (_, index) => ({ day: shard.day, shard: index }));
    expect(others.filter((one) => beginsIn(rule, one))).toEqual([shard]);
  });
});
