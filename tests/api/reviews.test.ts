import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Topic } from '../../db/models/topic.js';
import { body } from '../support/body.js';
import { buildCard, buildTopic } from '../support/factories/index.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
let topic: Topic;
beforeAll(async () => {
  app = await startTestApp();
  topic = await buildTopic(app.db);
});
afterAll(() => app.close());
beforeEach(async () => {
  student = await createStudent(app);
});

const get = async (path: string) => body(await student.fetch(path));
const post = (path: string, content: object) =>
  student.fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(content),
  });
const card = (columns: object = {}) => buildCard(app.db, { userId: student.id, topicId: topic.id, ...columns });
const grade = async (id: string, content: object = { grade: 'good' }) => body(await post(`/reviews/${id}`, content));
const undo = (reviewId: string) => post('/reviews/undo', { reviewId });
const status = () => get('/gamification/status');
const progress = () => app.db('topic_progress').where({ userId: student.id }).first();
const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

describe('a review of a card that is due', () => {
  test('says when it is due next, and counts for XP, the streak, counters and mastery', async () => {
    const { id } = await card();
    const { review, card: after, xp } = await grade(id);
    expect(review).toMatchObject({ grade: 'good', reviewNo: 1, wasDue: true, isUndone: false });
    expect(after).toMatchObject({ reviews: 1, lastReviewedOn: review.studyDay, due: dayAfter(review.studyDay, 3) });
    expect(xp).toBe(2);
    expect(await status()).toMatchObject({ xp: 2, streak: { days: 1 } });
    expect((await get('/gamification/xp')).data[0]).toMatchObject({ kind: 'review', link: `/api/v1/cards/${id}` });
    expect(await progress()).toMatchObject({ topicId: topic.id, word: 'learning', answers: 1, rightAnswers: 1 });
    const { stats } = await app.db('user_stats').where({ userId: student.id }).first('stats');
    expect(stats.reviewsDone).toBe(1);
  });

  test('goes on from what the card stood at', async () => {
    const { id } = await card({ reviews: 2 });
    const { review, card: after } = await grade(id, { grade: 'again' });
    expect(review).toMatchObject({ reviewNo: 3, wasDue: true, due: dayAfter(review.studyDay, 1) });
    expect(after).toMatchObject({ reviews: 3, lapses: 1 });
    expect(await progress()).toMatchObject({ answers: 1, rightAnswers: 0 });
  });

  test('of no topic says nothing of one', async () => {
    expect(await grade((await card({ topicId: null })).id)).toMatchObject({ xp: 2 });
    expect(await progress()).toBeUndefined();
  });

  test('is later, the lower the retention that is wanted', async () => {
    const { id } = await card();
    expect((await post('/onboarding', { preferences: { desiredRetention: 0.8 } })).status).toBe(200);
    const [due] = (await get('/reviews/due')).data;
    expect(due.intervals.good).toBeGreaterThan(3);
    const { review } = await grade(id);
    expect(review.due).toBe(dayAfter(review.studyDay, due.intervals.good));
  });

  test.each([0.79, 0.951, 'high', null])('a retention of %j is refused', async (desiredRetention) => {
    expect((await post('/onboarding', { preferences: { desiredRetention } })).status).toBe(422);
  });
});

describe('what is sent again', () => {
  test('under its key changes nothing, however many come at once', async () => {
    const { id } = await card();
    const all = await Promise.all(Array.from({ length: 8 }, () => grade(id, { grade: 'good', requestKey: 'one' })));
    expect(new Set(all.map(({ review }) => review.id)).size).toBe(1);
    expect(all.map(({ xp }) => xp).toSorted()).toEqual([0, 0, 0, 0, 0, 0, 0, 2]);
    expect((await get(`/cards/${id}`)).reviews).toBe(1);
    expect((await post(`/reviews/${id}`, { grade: 'easy', requestKey: 'one' })).status).toBe(422);
  });

  test('without a key on the same day is the same review', async () => {
    const { id } = await card();
    const all = await Promise.all(Array.from({ length: 8 }, () => grade(id)));
    expect(new Set(all.map(({ review }) => review.id)).size).toBe(1);
    expect(await status()).toMatchObject({ xp: 2 });
  });

  test('under another key is a review that brings nothing, since the card is not due', async () => {
    const { id } = await card();
    await grade(id, { grade: 'good', requestKey: 'one' });
    const second = await grade(id, { grade: 'good', requestKey: 'two' });
    expect(second).toMatchObject({ xp: 0, review: { reviewNo: 2, wasDue: false } });
    expect(await progress()).toMatchObject({ answers: 1 });
    expect(await status()).toMatchObject({ xp: 2 });
  });
});

describe('an undone review', () => {
  test('leaves the card and its topic as they were, and its XP, which are not paid again', async () => {
    const { id } = await card({ reviews: 2 });
    const before = await get(`/cards/${id}`);
    const { review } = await grade(id, { grade: 'again' });
    const response = await undo(review.id);
    expect(response.status).toBe(200);
    expect(await body(response)).toEqual(before);
    expect(await progress()).toMatchObject({ word: 'new', answers: 0, known: 0.3, lastAnsweredAt: null });
    const again = await grade(id);
    expect(again).toMatchObject({ xp: 0, review: { reviewNo: 3, wasDue: true } });
    expect(await progress()).toMatchObject({ answers: 1, rightAnswers: 1 });
    expect(await status()).toMatchObject({ xp: 2 });
  });

  test('is undone once, however often that is asked, and its key stays its own', async () => {
    const { id } = await card();
    const { review } = await grade(id, { grade: 'good', requestKey: 'one' });
    const all = await Promise.all(Array.from({ length: 5 }, () => undo(review.id)));
    expect(all.map(({ status }) => status)).toEqual(Array(5).fill(200));
    expect(await grade(id, { grade: 'good', requestKey: 'one' })).toMatchObject({
      ...{ xp: 0, review: { id: review.id, isUndone: true }, card: { reviews: 0, due: null } },
    });
  });

  test('is the last of the student alone, and of today', async () => {
    const [first, second] = [await card(), await card()];
    const { review: earlier } = await grade(first.id);
    const { review: later } = await grade(second.id);
    expect((await undo(earlier.id)).status).toBe(409);
    await undo(later.id);
    expect((await undo(earlier.id)).status).toBe(200);
    const { review } = await grade(first.id);
    await app.db('review_log').where({ id: review.id }).update({ studyDay: '2026-01-01' });
    expect((await undo(review.id)).status).toBe(409);
    expect((await undo(randomUUID())).status).toBe(404);
  });
});

test('the reviews of a card are listed, newest first, and say which were undone', async () => {
  const { id } = await card();
  const { review: first } = await grade(id, { grade: 'good', requestKey: 'one' });
  const { review: second } = await grade(id, { grade: 'hard', requestKey: 'two' });
  await undo(second.id);
  const { data, nextCursor } = await get(`/reviews/${id}?limit=1`);
  expect(data).toEqual([{ ...second, isUndone: true }]);
  expect((await get(`/reviews/${id}?limit=1&cursor=${nextCursor}`)).data).toEqual([first]);
  expect((await student.fetch(`/reviews/${randomUUID()}`)).status).toBe(404);
});

describe('what is due', () => {
  test('has cards that wait and new ones, with the days that each grade gives', async () => {
    const waiting = await card({ reviews: 1, topicId: null });
    const fresh = await card({ topicId: null });
    await card({ reviews: 1, due: '2999-01-01' });
    const due = await get('/reviews/due');
    expect(due.data.map((one: { card: { id: string } }) => one.card.id)).toEqual([waiting.id, fresh.id]);
    expect(due.data[1].intervals).toEqual({ again: 1, hard: 2, good: 3, easy: 8 });
    expect(due).toMatchObject({ left: 2, due: 1, fresh: 1, reviewedToday: 0 });
    await grade(waiting.id);
    expect(await get('/reviews/due')).toMatchObject({ left: 1, due: 0, fresh: 1, reviewedToday: 1 });
  });

  test('has 20 new cards a day, of which an undone one is none', async () => {
    const cards = [];
    for (let made = 0; made < 22; made++) cards.push(await card());
    let last = { review: { id: '' } };
    for (const { id } of cards.slice(0, 20)) last = await grade(id);
    expect(await get('/reviews/due')).toMatchObject({ data: [], left: 0, fresh: 2, reviewedToday: 20 });
    await undo(last.review.id);
    expect(await get('/reviews/due')).toMatchObject({ left: 1, fresh: 3, reviewedToday: 19 });
  });

  test('is nothing for who has no cards', async () => {
    expect(await get('/reviews/due')).toMatchObject({ data: [], left: 0, due: 0, fresh: 0 });
  });
});

test('a day has XP for 40 cards, and what is beyond counts for the rest', async () => {
  const cards = await Promise.all(Array.from({ length: 42 }, () => card({ reviews: 1 })));
  for (const { id } of cards) await grade(id);
  expect(await status()).toMatchObject({ xp: 80 });
  expect(await progress()).toMatchObject({ answers: 42, word: 'mastered' });
});

test.each([
  [{ grade: 'perfect' }],
  [{ grade: 4 }],
  [{}],
  [{ grade: 'good', requestKey: '' }],
  [{ grade: 'good', requestKey: '\0' }],
  [{ grade: 'good', requestKey: 'k'.repeat(101) }],
])('%# a review that is none is refused', async (content) => {
  expect((await post(`/reviews/${(await card()).id}`, content)).status).toBe(422);
});

test('of many cards at once each is reviewed', async () => {
  const cards = await Promise.all(Array.from({ length: 10 }, () => card()));
  const all = await Promise.all(cards.map(({ id }) => grade(id)));
  expect(all.map(({ xp }) => xp)).toEqual(Array(10).fill(2));
  expect(await progress()).toMatchObject({ answers: 10, rightAnswers: 10 });
});
