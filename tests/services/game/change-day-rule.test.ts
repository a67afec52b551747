import { beforeEach, describe, expect, test } from '@jest/globals';
import { readCalendar } from '../../../db/queries/day-rules.js';
import { onboard } from '../../../services/account/onboard.js';
import { updateProfile } from '../../../services/account/update-profile.js';
import { endPause } from '../../../services/game/end-pause.js';
import { wakeStreak } from '../../../services/game/wake-streak.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import { buildCaller } from '../../support/build-caller.js';
import { buildPause, buildStreak, buildStreakDay } from '../../support/factories/index.js';
import { useTestServices } from '../../support/test-services.js';
import { DAY } from '../../support/times.js';

const services = useTestServices();
const FIELDS = { displayName: 'Ada', grade: null, locale: 'en', boardVisibility: 'friends' } as const;
/** Noon of a day far ahead; every account is older. */
const NOON = new Date('2030-06-10T12:00:00Z');

let caller: Caller;
let now: Date;
beforeEach(async () => {
  caller = await buildCaller(services.db);
  now = NOON;
});

const deps = () => ({ ...services, clock: () => now });
const goTo = (timeZone: string) =>
  updateProfile(deps(), { caller, versions: undefined, fields: { ...FIELDS, timeZone } });
const beginAt = (dayStartsAt: number) => onboard(deps(), { caller, answers: { dayStartsAt } });
const calendar = () => readCalendar(services.db, caller.userId);
const later = async () => (await calendar()).slice(1).map(({ from, ...rule }) => [from.toISOString(), rule]);

describe('the rules of study days', () => {
  test('are the zone of the profile and 4:00 for a student who changed nothing', async () => {
    expect(await calendar()).toMatchObject([{ timeZone: 'UTC', dayStartsAt: 4 }]);
    expect(await services.db('day_rules').where({ userId: caller.userId })).toEqual([]);
  });

  test('stay until the end of the day, whatever the profile says at once', async () => {
    expect(await goTo('Asia/Kathmandu')).toMatchObject({ timeZone: 'Asia/Kathmandu' });
    expect(await calendar()).toMatchObject([
      { timeZone: 'UTC', dayStartsAt: 4 },
      { timeZone: 'Asia/Kathmandu', dayStartsAt: 4, from: new Date('2030-06-11T04:00:00Z') },
    ]);
  });

  test('change a second time a week later, and keep what was until then', async () => {
    await goTo('Asia/Kathmandu');
    now = new Date(NOON.getTime() + 2 * DAY);
    await goTo('America/Nuuk');
    expect(await later()).toEqual([
      ['2030-06-11T04:00:00.000Z', { timeZone: 'Asia/Kathmandu', dayStartsAt: 4 }],
      ['2030-06-18T22:15:00.000Z', { timeZone: 'America/Nuuk', dayStartsAt: 4 }],
    ]);
  });

  test('of a wish for the hour are those of the zone that was wished for last', async () => {
    await goTo('Asia/Kathmandu');
    await beginAt(0);
    expect(await later()).toEqual([['2030-06-11T04:00:00.000Z', { timeZone: 'Asia/Kathmandu', dayStartsAt: 0 }]]);
    await goTo('UTC');
    await beginAt(4);
    expect(await calendar()).toHaveLength(1);
  });

  test('have both when zone and hour are changed at once', async () => {
    await Promise.all([goTo('Asia/Kathmandu'), beginAt(6)]);
    expect(await later()).toEqual([['2030-06-11T04:00:00.000Z', { timeZone: 'Asia/Kathmandu', dayStartsAt: 6 }]]);
  });

  test('are the one wish of many that came last', async () => {
    await Promise.all([0, 1, 2, 3, 5, 6].map(beginAt));
    const { dayStartsAt } = await services.db('user_preferences').where({ userId: caller.userId }).first();
    expect(await later()).toEqual([['2030-06-11T04:00:00.000Z', { timeZone: 'UTC', dayStartsAt }]]);
  });
});

describe('the timer of a streak that runs', () => {
  /** Of a student who studied today at noon; it sleeps until tomorrow's warning. */
  const streakWith = async (columns: object = {}): Promise<void> => {
    const { userId } = caller;
    const days = { length: 3, longest: 3, startedOn: '2030-06-08', through: '2030-06-10' };
    await buildStreak(services.db, { userId, status: 'running', ...days, ...columns });
    for (const day of ['2030-06-08', '2030-06-09', '2030-06-10']) await buildStreakDay(services.db, { userId, day });
    await wakeStreak(deps(), { id: userId, runNo: 1 });
  };
  const streak = () => services.db('streaks').where({ id: caller.userId }).first('runNo', 'wakeAt', 'status');

  test('gives way to another where a day ends earlier by a new rule', async () => {
    await streakWith();
    const { wakeAt } = await streak();
    await goTo('Asia/Dubai');
    const moved = await streak();
    expect(moved).toMatchObject({ runNo: 2, status: 'running' });
    expect(moved.wakeAt.getTime()).toBeLessThan(wakeAt.getTime());
    expect(services.starter.started).toEqual([`streak:${caller.userId}:2`]);
    expect(services.starter.cancelled).toEqual([`streak:${caller.userId}:1`]);
  });

  test('sleeps on where the days end later', async () => {
    await streakWith();
    const before = await streak();
    await goTo('America/Nuuk');
    expect(await streak()).toEqual(before);
    expect(services.starter.started).toEqual([]);
  });

  test('gives way to another where a pause ends, so that today counts again', async () => {
    const { userId } = caller;
    const pause = await buildPause(services.db, { userId, firstDay: '2030-06-11', lastDay: '2030-06-20' });
    await streakWith();
    const { wakeAt } = await streak();
    expect(wakeAt.toISOString().slice(0, 10)).toBe('2030-06-21');
    now = new Date(NOON.getTime() + 3 * DAY);
    await endPause(deps(), { caller, pauseId: pause.id });
    const moved = await streak();
    expect([moved.runNo, moved.wakeAt.toISOString().slice(0, 10)]).toEqual([2, '2030-06-13']);
    expect(services.starter.cancelled).toEqual([`streak:${userId}:1`]);
  });

  test('ends where the streak turns out to have broken', async () => {
    await streakWith();
    now = new Date(NOON.getTime() + 5 * DAY);
    await beginAt(2);
    expect(await streak()).toMatchObject({ status: 'ended', wakeAt: null });
    expect(services.starter.cancelled).toEqual([`streak:${caller.userId}:1`]);
  });
});
