import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Topic } from '../../db/models/topic.js';
import { addDays, mondayOf } from '../../domain/game/calendar-day.js';
import { body } from '../support/body.js';
import {
  buildCard,
  buildDayRule,
  buildLesson,
  buildLessonProgress,
  buildReview,
  buildStudyMinutes,
  buildStudySession,
  buildTopic,
  buildTopicAnswer,
  buildTopicProgress,
  buildXpLine,
} from '../support/factories/index.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
let topic: Topic;
let today: string;
beforeAll(async () => {
  // Rows are made behind the API's back: without Redis nothing is kept.
  app = await startTestApp({ REDIS_URL: 'redis://127.0.0.1:1' });
});
afterAll(() => app.close());
beforeEach(async () => {
  student = await createStudent(app);
  topic = await buildTopic(app.db);
  today = (await progress()).days.at(-1).studyDay;
});

const progress = async (query = '') => body(await student.fetch(`/progress${query}`));
const send = (method: string, path: string, content: object = {}) =>
  student.fetch(path, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(content),
  });
const answer = (columns: object = {}) =>
  buildTopicAnswer(app.db, { userId: student.id, topicId: topic.id, ...columns });
const noonOf = (day: string) => new Date(`${day}T12:00:00Z`);

async function minutes(day: string, count: number) {
  const { id: sessionId } = await buildStudySession(app.db, { userId: student.id });
  await buildStudyMinutes(app.db, { userId: student.id, sessionId, studyDay: day, minutes: count });
}

describe('of somebody who has done nothing', () => {
  test('is zeros, and null where there is nothing to say', async () => {
    const { totals, streak, days, weeks, trend, subjects, due } = await progress();
    expect(totals).toEqual({
      ...{ xp: 0, level: 1, lessonsCompleted: 0, questionsAnswered: 0, cardsReviewed: 0, studyMinutes: 0 },
      ...{ answers: 0, rightAnswers: 0, rightShare: null },
    });
    expect(streak.days).toBe(0);
    expect(days).toHaveLength(14);
    expect(days[0]).toEqual({ studyDay: addDays(today, -13), minutes: 0, xp: 0, streak: 'none' });
    expect(days[13]).toMatchObject({ studyDay: today, streak: 'open' });
    expect(weeks).toHaveLength(12);
    expect(weeks[11]).toEqual({ monday: mondayOf(today), answers: 0, rightAnswers: 0, rightShare: null });
    const none = { now: 0, before: 0, change: null };
    expect(trend).toEqual({
      minutes: none,
      answers: none,
      xp: none,
      accuracy: { now: null, before: null, change: null },
    });
    expect(subjects).toEqual([]);
    expect(due).toEqual({ cards: 0, lessons: [], exam: null });
  });

  test('of the days that are asked for', async () => {
    expect((await progress('?days=90')).days).toHaveLength(90);
    expect((await progress('?days=1')).days).toEqual([expect.objectContaining({ studyDay: today })]);
  });

  test.each(['0', '91', '-1', 'x', '1.5', '1e1', ''])('days=%s is refused', async (days) => {
    expect((await student.fetch(`/progress?days=${days}`)).status).toBe(422);
  });

  test('nobody is told it', async () => {
    expect((await fetch(`${app.api.url}/api/v1/progress`)).status).toBe(401);
  });
});

describe('of what was done', () => {
  test('through the API is told at once', async () => {
    const lesson = await buildLesson(app.db, { topicId: topic.id });
    const begun = await buildLesson(app.db, { topicId: topic.id, title: 'Begun' });
    const { id: cardId } = await buildCard(app.db, { userId: student.id, topicId: topic.id });
    await buildCard(app.db, { userId: student.id });
    expect((await progress()).due.cards).toBe(2);
    await send('POST', `/lessons/${lesson.id}/complete`);
    await send('POST', `/lessons/${begun.id}/start`);
    await send('POST', `/reviews/${cardId}`, { grade: 'good' });

    const { totals, streak, days, weeks, subjects, due } = await progress();
    expect(totals).toMatchObject({
      xp: 52,
      level: 1,
      lessonsCompleted: 1,
      cardsReviewed: 1,
      answers: 1,
      rightShare: 1,
    });
    expect(streak).toMatchObject({ days: 1, today: 'studied' });
    expect(days.at(-1)).toEqual({ studyDay: today, minutes: 0, xp: 52, streak: 'studied' });
    expect(weeks.at(-1)).toMatchObject({ answers: 1, rightAnswers: 1, rightShare: 1 });
    expect(subjects).toEqual([
      expect.objectContaining({
        ...{ subject: topic.slug, word: 'learning', answers: 1, rightAnswers: 1, rightShare: 1 },
        topics: [expect.objectContaining({ topic: `${topic.slug}/${topic.slug}`, word: 'learning', isWeak: false })],
      }),
    ]);
    expect(due).toMatchObject({ cards: 1, lessons: [{ id: begun.id, title: 'Begun' }] });
  });

  test('and undone is not counted as an answer any more', async () => {
    const { id } = await buildCard(app.db, { userId: student.id, topicId: topic.id });
    const { review } = await body(await send('POST', `/reviews/${id}`, { grade: 'good' }));
    await send('POST', '/reviews/undo', { reviewId: review.id });
    const { totals, weeks, subjects, due } = await progress();
    expect(totals).toMatchObject({ cardsReviewed: 1, answers: 0, rightShare: null });
    expect(weeks.at(-1)).toMatchObject({ answers: 0, rightShare: null });
    expect(subjects).toEqual([]);
    expect(due.cards).toBe(1);
  });

  test('a week is compared with the one before', async () => {
    await minutes(today, 30);
    await minutes(addDays(today, -6), 10);
    await minutes(addDays(today, -7), 15);
    await minutes(addDays(today, -14), 99);
    await answer({ answeredAt: noonOf(addDays(today, -7)), isRight: false });
    await answer({ answeredAt: noonOf(addDays(today, -1)) });
    await buildXpLine(app.db, { userId: student.id, studyDay: addDays(today, -8), granted: 15 });
    const { trend, days } = await progress();
    expect(trend).toEqual({
      minutes: { now: 40, before: 15, change: 25 },
      answers: { now: 1, before: 1, change: 0 },
      accuracy: { now: 1, before: 0, change: 1 },
      xp: { now: 0, before: 15, change: -15 },
    });
    expect(days.map((day: { minutes: number }) => day.minutes)).toEqual([0, 0, 0, 0, 0, 0, 15, 10, 0, 0, 0, 0, 0, 30]);
  });

  test('answers are of the study day by the rules of then', async () => {
    const monday = addDays(mondayOf(today), -14);
    // In Honolulu that Monday began at 14:00 UTC, in UTC it would have at 4:00.
    await buildDayRule(app.db, { userId: student.id, timeZone: 'Pacific/Honolulu' });
    const moved = new Date(`${addDays(monday, 3)}T14:00:00Z`);
    await buildDayRule(app.db, { userId: student.id, timeZone: 'UTC', startsAt: moved });
    const at = (time: string) => new Date(`${monday}T${time}Z`);
    for (const time of ['13:59:59', '14:00:00', '20:00:00']) await answer({ answeredAt: at(time) });
    const { weeks } = await progress();
    const of = (day: string) => weeks.find((week: { monday: string }) => week.monday === day)?.answers;
    expect([of(addDays(monday, -7)), of(monday)]).toEqual([1, 2]);
  });

  test('a subject is summed over its topics, those that were not begun as well', async () => {
    await buildTopic(app.db, { subjectId: topic.subjectId, slug: `${topic.slug}-b`, position: 2 });
    const known = { known: 0.8, word: 'familiar', answers: 10, rightAnswers: 7 } as const;
    await buildTopicProgress(app.db, { userId: student.id, topicId: topic.id, ...known });
    const { subjects, totals } = await progress();
    expect(subjects[0]).toMatchObject({ known: 0.4, word: 'familiar', answers: 10, rightAnswers: 7, rightShare: 0.7 });
    expect(subjects[0].topics).toMatchObject([
      { known: 0.8, word: 'familiar', answers: 10, isWeak: false },
      { known: null, word: 'new', answers: 0, rightShare: null, isWeak: false },
    ]);
    expect(totals).toMatchObject({ answers: 10, rightShare: 0.7 });
  });

  test('what others did is not told', async () => {
    const other = await createStudent(app);
    await answer({ userId: other.id });
    await buildTopicProgress(app.db, { userId: other.id, topicId: topic.id });
    const { weeks, subjects } = await progress();
    expect([weeks.at(-1).answers, subjects]).toEqual([0, []]);
  });
});

describe('what is due', () => {
  test('is as many cards as today has room for', async () => {
    const made = Array.from({ length: 105 }, () => buildCard(app.db, { userId: student.id, reviews: 1 }));
    const [card] = await Promise.all(made);
    expect((await progress()).due.cards).toBe(100);
    await buildReview(app.db, { userId: student.id, cardId: card?.id ?? '', studyDay: today, reviewNo: 2 });
    const due = await body(await student.fetch('/reviews/due'));
    expect((await progress()).due.cards).toBe(due.left);
  });

  test('is no lesson that is completed or offered no more', async () => {
    const [done, retired] = [
      await buildLesson(app.db, { topicId: topic.id }),
      await buildLesson(app.db, { topicId: topic.id, retiredAt: new Date() }),
    ];
    const of = { userId: student.id };
    await buildLessonProgress(app.db, { ...of, lessonId: done.id, completedAt: new Date(), position: 1 });
    await buildLessonProgress(app.db, { ...of, lessonId: retired.id });
    expect((await progress()).due.lessons).toEqual([]);
  });

  test.each([
    [0, 0],
    [30, 30],
    [31, null],
    [-1, null],
  ])('an exam in %i days is told as %j', async (inDays, daysLeft) => {
    const date = addDays(today, inDays);
    expect((await send('POST', '/onboarding', { preferences: { examDate: date } })).status).toBe(200);
    expect((await progress()).due.exam).toEqual(daysLeft === null ? null : { date, daysLeft });
  });
});

test('what has not changed is not sent again', async () => {
  const etag = (await student.fetch('/progress')).headers.get('ETag') ?? '';
  expect((await student.fetch('/progress', { headers: { 'If-None-Match': etag } })).status).toBe(304);
  await minutes(today, 1);
  expect((await student.fetch('/progress', { headers: { 'If-None-Match': etag } })).status).toBe(200);
});
