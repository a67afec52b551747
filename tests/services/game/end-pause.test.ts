import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from '@jest/globals';
import { creditActivity } from '../../../services/game/credit-activity.js';
import { endPause } from '../../../services/game/end-pause.js';
import { pauseStreak } from '../../../services/game/pause-streak.js';
import { inTransaction } from '../../../services/runs/in-transaction.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import { buildCaller } from '../../support/build-caller.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
let caller: Caller;
beforeEach(async () => {
  caller = await buildCaller(services.db);
});

const noonOf = (day: number) => new Date(Date.parse('2026-03-01T12:00:00Z') + day * 86_400_000);
const depsOf = (day: number) => ({ ...services, db: services.db, clock: () => noonOf(day) });

async function study(day: number): Promise<void> {
  const activity = {
    userId: caller.userId,
    kind: 'question',
    cause: `question:${day}`,
    sourceId: randomUUID(),
  } as const;
  await inTransaction(services, (trx, after) =>
    creditActivity({ ...activity, points: 14, at: noonOf(day), adds: {}, topicId: null }, noonOf(day), after, trx),
  );
}

/** Studies on a paused day, and ends the pause. */
async function studyInPause(day: number): Promise<void> {
  const today = noonOf(day).toISOString().slice(0, 10);
  const { id } = await pauseStreak(depsOf(day), { caller, firstDay: today, lastDay: today });
  await study(day);
  await services.db('notices').where({ userId: caller.userId }).delete();
  await endPause(depsOf(day), { caller, pauseId: id });
}

const noticesOf = async () => {
  const notices = await services.db('notices').where({ userId: caller.userId }).orderBy('kind');
  return notices.map(({ kind, facts }) => [kind, facts]);
};
const earned = () => services.db('user_achievements').where({ userId: caller.userId }).pluck('key');
const levelOf = () => services.db('user_levels').where({ userId: caller.userId }).first('xp', 'level');

test('the end of a pause that reaches a milestone brings the level and the achievement that it reaches', async () => {
  for (const day of [0, 1, 2, 3, 4, 5]) await study(day);
  await studyInPause(6);
  // Seven activities and the milestone.
  expect(await levelOf()).toEqual({ xp: 7 * 14 + 50, level: 2 });
  expect(await earned()).toEqual(['first-week']);
  expect(await noticesOf()).toEqual([
    ['achievement', { key: 'first-week' }],
    ['level-up', { level: 2 }],
    ['milestone', { days: 7, xp: 50 }],
  ]);
});

test('the end of a pause that reaches nothing tells of nothing, and counts the day', async () => {
  await study(0);
  await studyInPause(1);
  expect(await levelOf()).toEqual({ xp: 28, level: 1 });
  expect([await earned(), await noticesOf()]).toEqual([[], []]);
  const { version, stats } = await services.db('user_stats').where({ userId: caller.userId }).first();
  expect([version, stats.longestStreak]).toEqual([4, 2]);
});
