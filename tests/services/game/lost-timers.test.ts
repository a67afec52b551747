import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { takeDueRows } from '../../../db/queries/runs.js';
import { addDays } from '../../../domain/game/calendar-day.js';
import { dayAt, type StudyCalendar } from '../../../domain/game/study-calendar.js';
import { type Activity, creditActivity } from '../../../services/game/credit-activity.js';
import { settleStreaks } from '../../../services/game/settle-streaks.js';
import { wakeStreak } from '../../../services/game/wake-streak.js';
import { inTransaction } from '../../../services/runs/in-transaction.js';
import { reconcile } from '../../../services/runs/reconcile.js';
import { buildStudent } from '../../support/factories/index.js';
import { useTestServices } from '../../support/test-services.js';
import { createToldStarter } from '../../support/told-starter.js';

const services = useTestServices();

const HOUR_MS = 3_600_000;
const NEVER = new AbortController().signal;
/** A student whose rows say nothing else has this. */
const CALENDAR: StudyCalendar = [{ from: new Date(0), timeZone: 'UTC', dayStartsAt: 4 }];
const today = dayAt(CALENDAR, new Date());
const noonOf = (day: string) => new Date(`${day}T12:00:00Z`);
const at = (now: Date) => ({ ...services, clock: () => now });

async function study(userId: string, day: string): Promise<void> {
  const now = noonOf(day);
  const activity: Activity = {
    ...{ userId, kind: 'question', cause: `question:${day}`, sourceId: randomUUID(), points: 15 },
    ...{ at: now, adds: { questionsAnswered: 1 }, topicId: null },
  };
  await inTransaction(at(now), (trx, after) => creditActivity(activity, now, after, trx));
}

/** A student who studied so many days in a row, the last of them some days ago. */
async function studentWho({ studied, daysAgo }: { studied: number; daysAgo: number }): Promise<string> {
  const { id: userId } = await buildStudent(services.db);
  for (let day = studied - 1; day >= 0; day--) await study(userId, addDays(today, -daysAgo - day));
  return userId;
}

const streakOf = (userId: string) => services.db('streaks').where({ id: userId }).first();

/** What there is of a streak, whoever has judged its days. */
async function storedOf(userId: string) {
  const columns = ['length', 'startedOn', 'longest', 'freezes', 'sinceFreeze', 'through', 'status', 'wakeAt'];
  const days = await services.db('streak_days').where({ userId }).orderBy('day');
  const notices = await services.db('notices').where({ userId, kind: 'freeze-spent' }).orderBy('topic');
  const { wakeAt, ...streak } = await services
    .db('streaks')
    .where({ id: userId })
    .first(...columns);
  return {
    ...streak,
    isWoken: wakeAt !== null && wakeAt > new Date(),
    days: days.map(({ day, outcome, timeZone, startsAt, endsAt }) => [day, outcome, timeZone, startsAt, endsAt]),
    freezes: notices.map(({ topic, facts }) => [topic, facts]),
  };
}

/** The timer, as its workflow runs it until now. */
async function runTimer(userId: string): Promise<void> {
  const { runNo, wakeAt } = await streakOf(userId);
  let next: Date | null = wakeAt;
  while (next && next <= new Date()) next = await wakeStreak(at(next), { id: userId, runNo });
}

/** The reconciler, to which no run is known, and what the run does that it starts. */
async function runReconciler(userId: string): Promise<void> {
  const starter = createToldStarter();
  await reconcile({ ...services, starter });
  expect(starter.started).toContain(`streak:${userId}:1`);
  await wakeStreak(services, { id: userId, runNo: 1 });
}

const settle = () => settleStreaks(services, { report: () => {} }, NEVER);

describe('the days that a timer should have judged', () => {
  test.each([
    ['one freeze is spent', { studied: 7, daysAgo: 2 }],
    ['two freezes are spent', { studied: 15, daysAgo: 3 }],
    ['the streak breaks after a freeze', { studied: 9, daysAgo: 5 }],
    ['the streak breaks at once', { studied: 3, daysAgo: 4 }],
  ])('come out the same by timer, reconciler and daily settlement: %s', async (_what, life) => {
    const byTimer = await studentWho(life);
    await runTimer(byTimer);
    const byReconciler = await studentWho(life);
    await runReconciler(byReconciler);
    const bySettlement = await studentWho(life);
    expect(await settle()).toMatchObject({ failed: 0 });
    const expected = await storedOf(byTimer);
    expect(expected.days.length).toBeGreaterThan(life.studied);
    expect(await storedOf(byReconciler)).toEqual(expected);
    expect(await storedOf(bySettlement)).toEqual(expected);
  });
});

describe('the reconciler', () => {
  const due = async () =>
    (await takeDueRows(services.db, 'keepStreak', { limit: 10, putOffSeconds: 100 })).map(({ id }) => id);
  const look = async (userId: string, state?: 'running' | 'closed') => {
    const { runNo } = await streakOf(userId);
    const starter = createToldStarter(state ? { [`streak:${userId}:${runNo}`]: state } : {});
    await reconcile({ ...services, starter });
    return starter.started;
  };

  test('does not ask for a streak whose timer sleeps, until five minutes after its deadline', async () => {
    const userId = await studentWho({ studied: 1, daysAgo: 0 });
    await wakeStreak(services, { id: userId, runNo: 1 });
    const { wakeAt, nextCheckAt } = await streakOf(userId);
    expect(nextCheckAt.getTime() - wakeAt.getTime()).toBe(5 * 60_000);
    expect(await due()).not.toContain(userId);
  });

  test('starts thousands that are lost in one pass', async () => {
    await services.db.raw(`INSERT INTO users (id, email, role, status)
      SELECT gen_random_uuid(), 'lost' || n || '@example.org', 'student', 'active' FROM generate_series(1, 5000) AS n`);
    await services.db.raw(`INSERT INTO streaks (id, status, length, started_on, workflow_id, next_check_at, wake_at)
      SELECT id, 'running', 1, '2026-03-02', 'streak:' || id || ':1', now() - interval '1 hour', now() - interval '1 hour'
      FROM users WHERE email LIKE 'lost%'`);
    const starter = createToldStarter();
    await reconcile({ ...services, starter });
    expect(new Set(starter.started).size).toBe(5_000);
    expect(await due()).toEqual([]);
    await services.db('users').where('email', 'like', 'lost%').delete();
  });

  test('starts one that is lost again, and gives one that was ended a new run', async () => {
    const lost = await studentWho({ studied: 8, daysAgo: 1 });
    const ended = await studentWho({ studied: 8, daysAgo: 1 });
    const past = new Date(Date.now() - HOUR_MS);
    await services.db('streaks').whereIn('id', [lost, ended]).update({ nextCheckAt: past });
    expect(await look(ended, 'closed')).toEqual(expect.arrayContaining([`streak:${lost}:1`, `streak:${ended}:2`]));
    expect(await streakOf(ended)).toMatchObject({ status: 'running', runNo: 2, length: 8 });
  });
});

describe('the daily settlement', () => {
  test('leaves those alone whose timers are in time', async () => {
    const userId = await studentWho({ studied: 8, daysAgo: 0 });
    await wakeStreak(services, { id: userId, runNo: 1 });
    const before = await streakOf(userId);
    await settle();
    expect(await streakOf(userId)).toEqual(before);
  });

  test('computes deadlines anew where the time-zone data is another, and starts a timer where one is earlier', async () => {
    const early = await studentWho({ studied: 8, daysAgo: 0 });
    const late = await studentWho({ studied: 8, daysAgo: 0 });
    for (const id of [early, late]) await wakeStreak(services, { id, runNo: 1 });
    const { wakeAt: right } = await streakOf(early);
    const stale = (id: string, hours: number) =>
      services
        .db('streaks')
        .where({ id })
        .update({ zoneData: '1999a', wakeAt: new Date(right.getTime() + hours * HOUR_MS) });
    await stale(early, 2);
    await stale(late, -2);
    services.starter.started.length = 0;
    await settle();
    expect(await streakOf(early)).toMatchObject({ wakeAt: right, runNo: 2, zoneData: process.versions.tz });
    const { wakeAt, runNo, zoneData } = await streakOf(late);
    expect([runNo, zoneData]).toEqual([1, process.versions.tz]);
    expect(wakeAt > new Date()).toBe(true);
    expect(services.starter.started).toEqual([`streak:${early}:2`]);
    expect(services.starter.cancelled).toEqual([`streak:${early}:1`]);
  });

  test('passes over a streak that somebody holds, and takes it the next time', async () => {
    const userId = await studentWho({ studied: 8, daysAgo: 2 });
    const before = await streakOf(userId);
    await services.db.transaction(async (trx) => {
      await trx('streaks').where({ id: userId }).forUpdate().first();
      await settle();
      expect(await streakOf(userId)).toEqual(before);
    });
    await settle();
    expect(await streakOf(userId)).toMatchObject({ through: addDays(today, -1), freezes: 0 });
  });

  test('two passes at once judge each of many streaks once', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 12; count++) ids.push(await studentWho({ studied: 2, daysAgo: 3 }));
    const [one, other] = await Promise.all([settle(), settle()]);
    expect(one.ended + other.ended).toBe(ids.length);
    expect(await services.db('streaks').whereIn('id', ids).where({ status: 'ended' })).toHaveLength(ids.length);
  });

  test('stops where it is told to', async () => {
    await studentWho({ studied: 2, daysAgo: 3 });
    const reason = new Error('stop');
    await expect(settleStreaks(services, { report: () => {} }, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
