import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { body } from '../support/body.js';
import {
  buildLesson,
  buildMaterial,
  buildStudyMinutes,
  buildStudySession,
  buildTopic,
} from '../support/factories/index.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const MINUTE = 60_000;

let app: TestApp;
let student: Student;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  student = await createStudent(app);
});

const get = async (path: string, by = student) => body(await by.fetch(`/study/${path}`));
const post = (path: string, content?: object, by = student) =>
  by.fetch(`/study/${path}`, {
    method: 'POST',
    ...(content ? { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(content) } : {}),
  });
/** Makes the student's open session one that began, and was heard last, so many minutes earlier. */
const earlier = (minutes: number) =>
  app
    .db('study_sessions')
    .where({ userId: student.id, status: 'running' })
    .update({
      startedAt: new Date(Date.now() - minutes * MINUTE),
      lastBeatAt: new Date(Date.now() - minutes * MINUTE),
      dayEndsAt: new Date(Date.now() + 60 * MINUTE),
    });

describe('a study session', () => {
  test('is begun, heard, seen and ended', async () => {
    const begun = await body(await post('start', { mode: 'free', plannedMinutes: 25 }));
    expect(begun).toMatchObject({ mode: 'free', plannedMinutes: 25, kind: 'focus', focusSeconds: 0, topic: null });
    expect(Date.parse(begun.closesAt) - Date.parse(begun.startedAt)).toBe(30 * MINUTE);
    await earlier(1);
    expect(await body(await post('heartbeat', { kind: 'break' }))).toMatchObject({ focusSeconds: 60, breakSeconds: 0 });
    expect(await get('current')).toMatchObject({ session: { id: begun.id, kind: 'break', focusSeconds: 60 } });
    const ended = await body(await post('end'));
    expect(ended).toMatchObject({ id: begun.id, minutes: 1, xp: 1, byPlan: false, days: [{ minutes: 1 }] });
    expect(await body(await post('end'))).toEqual(ended);
    expect(await get('current')).toEqual({ session: null });
  });

  test('is one over all devices, and of each student', async () => {
    const { id } = await body(await post('start', { mode: 'free' }));
    expect(await body(await post('start', { mode: 'block', plannedMinutes: 50 }))).toMatchObject({ id, mode: 'free' });
    const other = await createStudent(app);
    expect(await get('current', other)).toEqual({ session: null });
    expect((await body(await post('start', { mode: 'free' }, other))).id).not.toBe(id);
  });

  test('names what is studied', async () => {
    const { id: topicId } = await buildTopic(app.db);
    const { id: lessonId } = await buildLesson(app.db, { topicId });
    const begun = await body(await post('start', { mode: 'free', lessonId }));
    expect(begun).toMatchObject({ lessonId, topic: expect.stringMatching(/^made-[^/]+\/made-/), materialId: null });
    await post('end');
    const { id: materialId } = await buildMaterial(app.db, { ownerId: student.id });
    expect(await body(await post('start', { materialId }))).toMatchObject({ materialId, topic: null, mode: 'free' });
    await post('end');
    expect(await body(await post('start', { topic: begun.topic }))).toMatchObject({ topic: begun.topic });
  });

  test.each([
    ['a lesson', { lessonId: randomUUID() }],
    ['a topic', { topic: 'no/such-topic' }],
    ['a material', { materialId: randomUUID() }],
  ])('is not of %s that is not there', async (_what, subject) => {
    expect((await post('start', { mode: 'free', ...subject })).status).toBe(404);
    expect(await get('current')).toEqual({ session: null });
  });

  test.each([
    [{ mode: 'block' }],
    [{ mode: 'block', plannedMinutes: 51 }],
    [{ mode: 'free', plannedMinutes: 241 }],
    [{ mode: 'free', plannedMinutes: 0 }],
    [{ mode: 'free', plannedMinutes: 1.5 }],
    [{ mode: 'nap' }],
    [{ mode: 'free', startedAt: '2026-01-01T00:00:00Z' }],
    [{ mode: 'free', lessonId: randomUUID(), materialId: randomUUID() }],
  ])('is not begun by %j', async (plan) => expect((await post('start', plan)).status).toBe(422));

  test.each([
    [{}],
    [{ kind: 'sleep' }],
    // The client's clock is not asked for.
    [{ kind: 'focus', at: '2026-01-01T00:00:00Z' }],
    [{ kind: 'focus', seconds: 3_600 }],
  ])('is not heard by %j', async (content) => {
    await post('start', { mode: 'free' });
    expect((await post('heartbeat', content)).status).toBe(422);
  });

  test('that is not open is neither heard nor ended', async () => {
    for (const response of [await post('heartbeat', { kind: 'focus' }), await post('end')])
      expect([response.status, (await body(response)).type]).toEqual([409, 'urn:scholium:problem:not-studying']);
  });

  test('that was forgotten is not current, and ends with what was heard', async () => {
    await post('start', { mode: 'free' });
    await earlier(45);
    await app
      .db('study_sessions')
      .where({ userId: student.id })
      .update({ closesAt: new Date(Date.now() - 15 * MINUTE) });
    expect(await get('current')).toEqual({ session: null });
    expect((await post('heartbeat', { kind: 'focus' })).status).toBe(409);
    expect(await body(await post('end'))).toMatchObject({ minutes: 0, xp: 0, days: [] });
  });
});

describe('the history', () => {
  const past = async (studyDay: string, minutes: number, userId = student.id) => {
    const startedAt = new Date(`${studyDay}T12:00:00Z`);
    const { id: sessionId } = await buildStudySession(app.db, { userId, startedAt, studyDay });
    await buildStudyMinutes(app.db, { userId, sessionId, studyDay, minutes });
    return sessionId;
  };

  test('has the days with minutes, the latest first, with their sessions, and of nobody else', async () => {
    const other = await createStudent(app);
    await past('2026-03-03', 99, other.id);
    const ids = [await past('2026-03-02', 10), await past('2026-03-02', 20), await past('2026-03-05', 5)];
    const { data, nextBefore } = await get('history');
    expect(nextBefore).toBeNull();
    expect(data.map(({ studyDay, minutes }: { studyDay: string; minutes: number }) => [studyDay, minutes])).toEqual([
      ['2026-03-05', 5],
      ['2026-03-02', 30],
    ]);
    expect(data[1].sessions.map(({ id }: { id: string }) => id).toSorted()).toEqual(ids.slice(0, 2).toSorted());
    expect(data[0].sessions[0]).toMatchObject({ mode: 'free', topic: null, minutes: 5 });
  });

  test('is read page by page', async () => {
    for (const day of ['01', '02', '03', '04', '05']) await past(`2026-03-${day}`, 1);
    const days: string[] = [];
    let before: string | null = '';
    while (before !== null) {
      const page: { data: { studyDay: string }[]; nextBefore: string | null } = await get(
        `history?limit=2${before && `&before=${before}`}`,
      );
      days.push(...page.data.map(({ studyDay }) => studyDay));
      before = page.nextBefore;
    }
    expect(days).toEqual(['05', '04', '03', '02', '01'].map((day) => `2026-03-${day}`));
  });

  test.each([['limit=32'], ['limit=0'], ['before=yesterday'], ['before=2026-02-30'], ['cursor=1']])(
    'is not read by %s',
    async (query) => expect((await student.fetch(`/study/history?${query}`)).status).toBe(422),
  );
});
