import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { UserPreferences } from '../../db/models/user-preferences.js';
import { finishMaterial } from '../../services/materials/finish-material.js';
import { recommendationId } from '../../services/recommendations/recommendation-id.js';
import { body } from '../support/body.js';
import { checkedFetch } from '../support/checked-fetch.js';
import {
  buildCard,
  buildLesson,
  buildMaterial,
  buildPage,
  buildQuizQuestion,
  buildRecommendations,
  buildReview,
  buildStudyMinutes,
  buildStudySession,
  buildTopic,
} from '../support/factories/index.js';
import { insertRow } from '../support/factories/insert-row.js';
import { documentedOperations } from '../support/openapi.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { createToldStarter } from '../support/told-starter.js';

let app: TestApp;
let student: Student;
beforeAll(async () => {
  // Rows are made behind the API's back: without Redis nothing is kept.
  app = await startTestApp({ REDIS_URL: 'redis://127.0.0.1:1' });
});
beforeEach(async () => {
  student = await createStudent(app);
  // Days that begin at midnight and minutes for everything.
  await insertRow(UserPreferences, app.db, { userId: student.id, dailyMinutes: 300 });
});
afterAll(() => app.close());

const list = async (by = student) => {
  const { data } = await by.client.GET('/recommendations');
  if (!data) throw new Error('the recommendations were refused');
  return data;
};
const dismiss = (id: string, by = student) => by.fetch(`/recommendations/${id}/dismiss`, { method: 'POST' });
const post = (path: string, content: unknown = {}) =>
  student.fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(content),
  });
const versionOf = async (userId: string) =>
  (await app.db('user_stats').where({ userId }).first('version'))?.version ?? 0;

/** A lesson of a topic of its own, of which a quiz can be made with three questions. */
async function lesson({ questions = 3 } = {}) {
  const { id: topicId } = await buildTopic(app.db, { name: 'Vectors' });
  for (let at = 0; at < questions; at += 1) await buildQuizQuestion(app.db, { topicId });
  return buildLesson(app.db, { topicId, title: 'Arrows' });
}

describe('the recommendations', () => {
  test('are none for who has done nothing', async () => {
    expect((await list()).data).toEqual([]);
  });

  test('say at once what follows a lesson that was completed, why, and how to begin', async () => {
    const { id } = await lesson();
    await post(`/lessons/${id}/complete`);
    const [quiz, ...others] = (await list()).data;
    expect(others).toEqual([]);
    expect(quiz).toMatchObject({
      kind: 'confirm-topic',
      title: 'Take a quiz on Vectors',
      reason: 'You have read the lesson on Vectors: a quiz shows whether you know it.',
      minutes: 10,
      request: { method: 'POST', path: '/api/v1/quiz/generate', body: { count: 10 } },
    });
  });

  test('are of no quiz that would be refused: a topic needs three questions that are offered', async () => {
    const { id, topicId } = await lesson({ questions: 2 });
    await buildQuizQuestion(app.db, { topicId, retiredAt: new Date(), retiredFor: 'removed' });
    await post(`/lessons/${id}/complete`);
    expect((await list()).data).toEqual([]);
    await buildQuizQuestion(app.db, { topicId });
    await app.db('user_stats').where({ userId: student.id }).increment('version');
    expect((await list()).data).toMatchObject([{ kind: 'confirm-topic' }]);
  });

  test('are read without writing, and have an ETag that stays', async () => {
    const { id } = await lesson();
    await post(`/lessons/${id}/complete`);
    const first = await student.fetch('/recommendations');
    const etag = first.headers.get('ETag') ?? '';
    const again = await student.fetch('/recommendations', { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
    expect(await app.db('recommendations').where({ userId: student.id })).toEqual([]);
  });

  test('are what was made for the day, until something is done', async () => {
    const { studyDay } = await list();
    const start = { to: 'study' };
    const one = { kind: 'usual-hour', evidence: { hour: 9, days: 5 }, start, minutes: 20 };
    const madeOf = await versionOf(student.id);
    await buildRecommendations(app.db, { userId: student.id, studyDay, madeOf, items: [one] });
    expect((await list()).data).toMatchObject([{ kind: 'usual-hour', title: 'Study for 20 minutes' }]);
    const { id } = await lesson();
    await post(`/lessons/${id}/complete`);
    expect((await list()).data).toMatchObject([{ kind: 'confirm-topic' }]);
  });

  test('that were made for another day are made anew', async () => {
    await buildCard(app.db, { userId: student.id, reviews: 1 });
    await buildRecommendations(app.db, { userId: student.id, studyDay: '2026-03-02', madeOf: 0 });
    expect((await list()).data).toMatchObject([{ kind: 'due-reviews' }]);
  });

  test('that were made before a lesson was retired are made anew', async () => {
    const { studyDay } = await list();
    const one = { kind: 'usual-hour', evidence: { hour: 9, days: 5 }, start: { to: 'study' }, minutes: 20 };
    await buildRecommendations(app.db, { userId: student.id, studyDay, items: [one] });
    expect((await list()).data).toHaveLength(1);
    const { id } = await lesson();
    await app
      .db('lessons')
      .where({ id })
      .update({ retiredAt: app.db.raw('clock_timestamp()') });
    expect((await list()).data).toEqual([]);
    await app.db('lessons').where({ id }).delete();
  });

  test('ask for somebody who is signed in', async () => {
    expect((await checkedFetch(`${app.api.url}/api/v1/recommendations`)).status).toBe(401);
    const path = `/api/v1/recommendations/${randomUUID()}/dismiss`;
    expect((await checkedFetch(`${app.api.url}${path}`, { method: 'POST' })).status).toBe(401);
  });
});

describe('what is recommended', () => {
  /** The requests of this kind that the recommendations have. */
  async function send(kind: string): Promise<Response> {
    const request = (await list()).data.find((one) => one.kind === kind)?.request;
    if (!request) throw new Error(`no ${kind} is recommended`);
    const path = request.path.replace('/api/v1', '');
    return request.body === null && request.method === 'GET' ? student.fetch(path) : post(path, request.body ?? {});
  }

  test('begins by its request: cards, a lesson that was left, a material, and study at the usual hour', async () => {
    const userId = student.id;
    await buildCard(app.db, { userId, reviews: 1 });
    await buildMaterial(app.db, { ownerId: userId });
    const { id: lessonId } = await lesson();
    await post(`/lessons/${lessonId}/start`);
    const before = new Date(Date.now() - 2 * 86_400_000);
    await app.db('lesson_progress').where({ userId, lessonId }).update({ updatedAt: before });
    for (let ago = 1; ago < 7; ago++)
      await buildStudySession(app.db, { userId, startedAt: new Date(Date.now() - ago * 86_400_000) });

    expect(await body(await send('due-reviews'))).toMatchObject({ data: [{ card: { front: 'How is it?' } }] });
    expect((await send('lesson-left')).status).toBe(200);
    expect((await send('unasked-material')).status).toBe(202);
    expect((await list()).data.map(({ kind }) => kind)).not.toContain('unasked-material');
    expect((await send('usual-hour')).status).toBe(200);
  });

  /** Wants an hour a day, and has studied for hours on the days before. */
  async function studyTooLong(): Promise<void> {
    const userId = student.id;
    const { studyDay } = await list();
    await app.db('user_preferences').where({ userId }).update({ dailyMinutes: 60 });
    for (let ago = 1; ago < 4; ago++) {
      const { id: sessionId } = await buildStudySession(app.db, { userId });
      const day = new Date(Date.parse(studyDay) - ago * 86_400_000).toISOString().slice(0, 10);
      await buildStudyMinutes(app.db, { userId, sessionId, studyDay: day, minutes: 200 });
    }
  }

  test('begins by its request: a day off', async () => {
    await studyTooLong();
    expect((await send('break')).status).toBe(201);
    expect((await list()).data).toEqual([]);
  });

  test('begins by its request: a day off after a day with a card', async () => {
    await studyTooLong();
    const { id: cardId } = await buildCard(app.db, { userId: student.id, reviews: 1 });
    expect((await post(`/reviews/${cardId}`, { grade: 'good' })).status).toBe(200);
    const { data, studyDay } = await list();
    const tomorrow = new Date(Date.parse(studyDay) + 86_400_000).toISOString().slice(0, 10);
    const found = data.find(({ kind }) => kind === 'break');
    expect(found?.request.body).toEqual({ from: tomorrow, to: tomorrow });
    expect((await body(await student.fetch('/dashboard'))).recommendations).toEqual(data);
    expect((await send('break')).status).toBe(201);
  });

  test('names operations that there are', () => {
    const known = documentedOperations().map(({ method, path }) => `${method} ${path}`);
    for (const one of [
      'get /reviews/due',
      'post /lessons/{id}/start',
      'post /materials/query',
      'post /study/start',
      'post /gamification/streak/pauses',
    ])
      expect(known).toContain(one);
  });
});

describe('a recommendation that is dismissed', () => {
  test('does not come for a week, and then again', async () => {
    const { id } = await lesson();
    await post(`/lessons/${id}/complete`);
    const { data, studyDay } = await list();
    const [quiz] = data;
    expect((await dismiss(quiz?.id ?? '')).status).toBe(204);
    expect((await dismiss(quiz?.id ?? '')).status).toBe(204);
    expect((await list()).data).toEqual([]);
    const [kept] = await app.db('recommendation_dismissals').where({ userId: student.id });
    expect(Date.parse(kept.until) - Date.parse(studyDay)).toBe(7 * 86_400_000);
    await app.db('recommendation_dismissals').where({ userId: student.id }).update({ until: studyDay });
    expect((await list()).data).toEqual([quiz]);
  });

  test('is nobody else’s, and none that is not recommended', async () => {
    const other = await createStudent(app);
    await buildCard(app.db, { userId: student.id, reviews: 1 });
    await buildCard(app.db, { userId: other.id, reviews: 1 });
    const [mine] = (await list()).data;
    expect((await dismiss(mine?.id ?? '', other)).status).toBe(404);
    expect((await dismiss(recommendationId(student.id, 'study'))).status).toBe(404);
    expect((await dismiss(randomUUID())).status).toBe(404);
    expect((await dismiss('1')).status).toBe(404);
    expect(await app.db('recommendation_dismissals').whereIn('userId', [student.id, other.id])).toEqual([]);
  });
});

describe('what changes recommendations without a credit makes them stale:', () => {
  const changes: [string, (student: Student) => Promise<unknown>][] = [
    ['a card that is made', () => post('/cards', { front: 'Tide?', back: 'Twice' })],
    ['cards that are imported', () => post('/reviews/import', { format: 'csv', file: 'What is ebb?,Low tide' })],
    [
      'a card that is deleted',
      async ({ id: userId }) => {
        const { id } = await buildCard(app.db, { userId });
        return student.fetch(`/cards/${id}`, { method: 'DELETE' });
      },
    ],
    [
      'a review that is undone',
      async ({ id: userId }) => {
        const { id: cardId } = await buildCard(app.db, { userId, reviews: 1 });
        const { studyDay } = await list();
        const { id: reviewId } = await buildReview(app.db, { userId, cardId, studyDay });
        return post('/reviews/undo', { reviewId });
      },
    ],
    ['what a student wants', () => post('/onboarding', { preferences: { dailyMinutes: 20 } })],
    [
      'a question about a material',
      async ({ id: ownerId }) => {
        const { id } = await buildMaterial(app.db, { ownerId });
        return post('/materials/query', { question: 'Why?', materialIds: [id] });
      },
    ],
    [
      'a material that is renamed',
      async ({ id: ownerId }) => {
        const { id } = await buildMaterial(app.db, { ownerId });
        const init = { method: 'PUT', headers: { 'Content-Type': 'application/json' } };
        return student.fetch(`/materials/${id}`, { ...init, body: JSON.stringify({ title: 'Tides', topic: null }) });
      },
    ],
    [
      'a material that is deleted',
      async ({ id: ownerId }) => {
        const { id } = await buildMaterial(app.db, { ownerId });
        return student.fetch(`/materials/${id}`, { method: 'DELETE' });
      },
    ],
    [
      'a material that is ready',
      async ({ id: ownerId }) => {
        const { id } = await buildMaterial(app.db, { ownerId, status: 'processing', pageCount: 1 });
        await buildPage(app.db, { materialId: id });
        const log = { info() {}, warn() {}, error() {} };
        await finishMaterial({ db: app.db, clock: app.clock, log, starter: createToldStarter() }, { id, runNo: 1 });
      },
    ],
  ];

  test.each(changes)('%s', async (_what, change) => {
    const before = await versionOf(student.id);
    const response = await change(student);
    if (response instanceof Response) expect(response.ok).toBe(true);
    expect(await versionOf(student.id)).toBeGreaterThan(before);
  });
});
