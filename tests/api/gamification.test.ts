import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createLog } from '../../log.js';
import { type Activity, creditActivity } from '../../services/game/credit-activity.js';
import { inTransaction } from '../../services/runs/in-transaction.js';
import { body } from '../support/body.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { createToldStarter } from '../support/told-starter.js';

let app: TestApp;
let student: Student;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  student = await createStudent(app);
});

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);
const get = async (path: string, by = student) => body(await by.fetch(path));
const send = (method: string, path: string, content?: object, by = student) =>
  by.fetch(path, {
    method,
    ...(content ? { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(content) } : {}),
  });

/** A question that was answered. */
function credit(columns: Partial<Activity> = {}, by = student) {
  const services = { ...app, starter: createToldStarter(), log: createLog('silent', 'test') };
  const { at = new Date() } = columns;
  const activity: Activity = {
    ...{ userId: by.id, kind: 'question', cause: `question:${randomUUID()}`, sourceId: randomUUID(), points: 15 },
    ...{ at, adds: { questionsAnswered: 1 }, topicId: null },
    ...columns,
  };
  return inTransaction(services, (trx, after) => creditActivity(activity, at, after, trx));
}

/** The study day now, by UTC and 4 o'clock. */
const today = async () => (await get('/gamification/status')).today.studyDay as string;
const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

describe('a beginner', () => {
  test('is at level 1 without a streak', async () => {
    expect(await get('/gamification/status')).toMatchObject({
      ...{ xp: 0, level: 1, levelXp: 0, nextLevelXp: 100, latestAchievements: [] },
      streak: { days: 0, longest: 0, startedOn: null, today: 'open', atRiskUntil: null, freezes: 0, daysToFreeze: 7 },
      today: {
        ...{ timeZone: 'UTC', dayStartsAt: 4, change: null },
        caps: [
          { kind: 'study', xp: 0, most: 120 },
          { kind: 'lesson', xp: 0, most: 500 },
          { kind: 'quiz', xp: 0, most: 300 },
          { kind: 'question', xp: 0, most: 75 },
          { kind: 'review', xp: 0, most: 80 },
        ],
      },
    });
  });

  test('has no lines, no notices, and achievements without progress', async () => {
    expect(await get('/gamification/xp')).toEqual({ data: [], nextCursor: null });
    expect(await get('/notices')).toEqual({ data: [], nextCursor: null });
    const { data, secretsLeft } = await get('/gamification/achievements');
    expect(data.every((one: { progress: number; earnedAt: null }) => one.progress === 0 && !one.earnedAt)).toBe(true);
    expect(secretsLeft).toBe(3);
  });
});

describe('after an activity', () => {
  test('the status has it all', async () => {
    await credit({ points: 15 });
    expect(await get('/gamification/status')).toMatchObject({
      ...{ xp: 15, level: 1 },
      streak: { days: 1, longest: 1, today: 'studied', atRiskUntil: null, daysToFreeze: 6 },
      latestAchievements: [{ key: 'first-answer', progress: 1 }],
    });
  });

  test('the line says why, and where its cause is', async () => {
    const sourceId = randomUUID();
    await credit({ sourceId, points: 75 });
    await credit();
    const { data } = await get('/gamification/xp');
    expect(data[1]).toMatchObject({
      ...{ kind: 'question', xp: 75, reason: 'A question of yours was answered.' },
      link: `/api/v1/ai/doubt/messages/${sourceId}`,
    });
    expect(data[0]).toMatchObject({ xp: 0, requested: 15 });
    expect(data[0].reason).toContain(
      '75 XP are the most for questions in a study day: it counts for the streak and achievements all the same.',
    );
  });

  test('lines come in pages, the newest first', async () => {
    for (const points of [1, 2, 3]) await credit({ points });
    const first = await get('/gamification/xp?limit=2');
    expect(first.data.map(({ xp }: { xp: number }) => xp)).toEqual([3, 2]);
    const second = await get(`/gamification/xp?limit=2&cursor=${first.nextCursor}`);
    expect([second.data.map(({ xp }: { xp: number }) => xp), second.nextCursor]).toEqual([[1], null]);
  });

  test('a streak that is not kept up is at risk, without a timer that says so', async () => {
    await credit({ at: daysAgo(1) });
    const { streak, today: now } = await get('/gamification/status');
    expect(streak).toMatchObject({ days: 1, today: 'open', atRiskUntil: now.endsAt });
    await app
      .db('streaks')
      .where({ id: student.id })
      .update({ through: dayAfter(now.studyDay, -3) });
    expect((await get('/gamification/status')).streak).toMatchObject({ days: 0, startedOn: null, longest: 1 });
  });
});

test('a zone that was chosen tells the days from the next one on, and the status says so', async () => {
  const before = (await get('/gamification/status')).today;
  const { avatarUrl: _, identities: __, ...profile } = await get('/users/me');
  await send('PUT', '/users/me', { ...profile, timeZone: 'Asia/Tokyo' });
  expect((await get('/gamification/status')).today).toMatchObject({
    ...{ studyDay: before.studyDay, timeZone: 'UTC' },
    change: { from: before.endsAt, timeZone: 'Asia/Tokyo', dayStartsAt: 4 },
  });
});

describe('the calendar', () => {
  test('says of each day how it was judged, and why', async () => {
    for (const days of [9, 8, 7, 6, 5, 4, 3, 1]) await credit({ at: daysAgo(days) });
    const now = await today();
    const { streak, days } = await get(`/gamification/streak?from=${dayAfter(now, -10)}&to=${dayAfter(now, 5)}`);
    expect(streak).toMatchObject({ days: 8, freezes: 0 });
    expect(days.map(({ state }: { state: string }) => state)).toEqual([
      ...['none', 'studied', 'studied', 'studied', 'studied', 'studied', 'studied', 'studied', 'frozen', 'studied'],
      'open',
    ]);
    expect(days[8]).toMatchObject({
      day: dayAfter(now, -2),
      timeZone: 'UTC',
      dayStartsAt: 4,
      startsAt: `${dayAfter(now, -2)}T04:00:00.000Z`,
    });
    expect(days[8].why).toContain('a freeze kept your streak');
  });

  test.each([
    ['from=2026-02-01', 'no end'],
    ['from=2026-02-02&to=2026-02-01', 'backwards'],
    ['from=2026-01-01&to=2027-03-01', 'too long'],
    ['from=2026-02-30&to=2026-03-01', 'no such day'],
    ['from=1999-12-31&to=2000-01-01', 'another century'],
    ['from=%00&to=2000-01-01', 'no day'],
  ])('refuses %s: %s', async (query) => {
    expect((await student.fetch(`/gamification/streak?${query}`)).status).toBe(422);
  });
});

describe('a pause', () => {
  const pause = async (from: number, to: number) => {
    const now = await today();
    return send('POST', '/gamification/streak/pauses', { from: dayAfter(now, from), to: dayAfter(now, to) });
  };

  test('is announced, shown, and taken back', async () => {
    const made = await pause(1, 3);
    expect(made.status).toBe(201);
    const { id, from } = await body(made);
    const calendar = () => get(`/gamification/streak?from=${from}&to=${from}`);
    expect((await calendar()).pauses).toEqual([{ id, from, to: dayAfter(from, 2) }]);
    expect((await send('DELETE', `/gamification/streak/pauses/${id}`)).status).toBe(204);
    expect((await calendar()).pauses).toEqual([]);
    expect((await send('DELETE', `/gamification/streak/pauses/${id}`)).status).toBe(404);
  });

  test('keeps a streak that would break', async () => {
    await credit({ at: daysAgo(1) });
    expect((await pause(0, 0)).status).toBe(201);
    expect((await get('/gamification/status')).streak).toMatchObject({ days: 1, today: 'paused', atRiskUntil: null });
    await credit();
    expect((await get('/gamification/status')).streak).toMatchObject({ days: 1, today: 'paused' });
  });

  test('that is ended lets today count, with what was done before', async () => {
    await credit({ at: daysAgo(1) });
    const { id } = await body(await pause(0, 5));
    await credit();
    expect((await send('DELETE', `/gamification/streak/pauses/${id}`)).status).toBe(204);
    expect((await get('/gamification/status')).streak).toMatchObject({ days: 2, today: 'studied' });
  });

  test('that is ended pays the milestone that today reaches', async () => {
    for (const days of [6, 5, 4, 3, 2, 1]) await credit({ at: daysAgo(days), points: 1 });
    const { id } = await body(await pause(0, 5));
    await credit({ points: 1 });
    expect(await get('/gamification/status')).toMatchObject({ xp: 7, streak: { days: 6 } });
    await send('DELETE', `/gamification/streak/pauses/${id}`);
    expect(await get('/gamification/status')).toMatchObject({ xp: 57, streak: { days: 7, freezes: 1 } });
    await credit({ points: 1 });
    expect(await get('/gamification/status')).toMatchObject({ xp: 58, streak: { days: 7 } });
  });

  test.each([
    [-1, 2, 'announced by the day'],
    [0, 14, 'up to 14 days'],
    [400, 401, 'within a year'],
  ])('from day %i to %i is refused', async (from, to, detail) => {
    const refused = await pause(from, to);
    expect(refused.status).toBe(409);
    expect(await body(refused)).toMatchObject({
      type: expect.stringMatching(/pause-refused$/),
      detail: expect.stringContaining(detail),
    });
  });

  test('of today is refused once today is studied', async () => {
    await credit();
    expect((await pause(0, 2)).status).toBe(409);
    expect((await pause(1, 2)).status).toBe(201);
  });

  test('is one when many ask at once', async () => {
    const statuses = await Promise.all(Array.from({ length: 6 }, async () => (await pause(2, 4)).status));
    expect(statuses.toSorted()).toEqual([201, 409, 409, 409, 409, 409]);
  });
});
