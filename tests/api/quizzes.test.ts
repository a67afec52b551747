import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { pickQuizQuestions } from '../../services/quizzes/pick-quiz-questions.js';
import { body } from '../support/body.js';
import {
  buildLesson,
  buildQuiz,
  buildQuizAnswer,
  buildQuizAttempt,
  buildQuizItems,
  buildQuizQuestion,
  buildTopic,
} from '../support/factories/index.js';
import { json, problemOf } from '../support/http.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let student: Student;
let topic: string;
let topicId: string;
let lessonId: string;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  student = await createStudent(app);
  ({ id: topicId } = await buildTopic(app.db));
  ({ id: lessonId } = await buildLesson(app.db, { topicId }));
  const { slug } = await app.db('topics').where({ id: topicId }).first('slug');
  const { slug: subject } = await app
    .db('subjects as s')
    .join('topics as t', 't.subjectId', 's.id')
    .where('t.id', topicId)
    .first('s.slug');
  topic = `${subject}/${slug}`;
});

const RIGHT = { kind: 'single-choice', chosen: 'right' };
const get = (path: string, by = student) => by.fetch(`/quiz/${path}`);
const post = (path: string, content?: unknown, by = student, headers = {}) =>
  by.fetch(`/quiz/${path}`, json('POST', content, headers));
const put = (attempt: { id: string }, questionId: string, content: unknown, by = student) =>
  by.fetch(`/quiz/attempts/${attempt.id}/answers/${questionId}`, json('PUT', content));

const addQuestions = async (count: number, columns = {}) => {
  for (let at = 0; at < count; at += 1) await buildQuizQuestion(app.db, { topicId, ...columns });
};
/** Has a quiz made, as a worker would. */
async function makeReady(wish: object = { topic, count: 3 }) {
  const { id } = await body(await post('generate', wish));
  await app.db('quizzes').where({ id }).update({ status: 'processing' });
  await pickQuizQuestions(app, { id, runNo: 1 });
  return body(await get(id));
}
const startNew = async (wish?: object) => body(await post(`${(await makeReady(wish)).id}/start`));

describe('a quiz that is asked for', () => {
  test('is taken before there are questions, and cannot be started then', async () => {
    await addQuestions(5);
    const taken = await post('generate', { topic, count: 4, kinds: ['single-choice'], timeLimitMinutes: 10 });
    const quiz = await body(taken);
    expect([taken.status, taken.headers.get('Location')]).toEqual([202, `/api/v1/quiz/${quiz.id}`]);
    expect(quiz).toMatchObject({
      ...{ status: 'queued', topic, count: 4, kinds: ['single-choice'], timeLimitMinutes: 10, questionCount: null },
      ...{ difficulty: null, lessonId: null, isShorter: false, failure: null, attempts: [], finishedAt: null },
    });
    expect(await problemOf(await post(`${quiz.id}/start`))).toBe('quiz-not-ready');
    expect(await problemOf(await post(`${randomUUID()}/start`))).toBe('not-found');
  });

  test('has ten questions where nothing is said, and is the same one for the same key', async () => {
    await addQuestions(3);
    const key = { 'Idempotency-Key': randomUUID() };
    const [one, other] = [
      await body(await post('generate', { topic }, student, key)),
      await body(await post('generate', { topic }, student, key)),
    ];
    expect([one.count, other.id]).toEqual([10, one.id]);
    expect(await problemOf(await post('generate', { topic, count: 4 }, student, key))).toBe('idempotency-key-reused');
    expect(await app.db('quizzes').where({ userId: student.id })).toHaveLength(1);
  });

  test('is of a lesson, of some kinds, or of one difficulty, where that is asked for', async () => {
    await addQuestions(4);
    await addQuestions(3, { lessonId });
    await addQuestions(3, { difficulty: 'hard' });
    await addQuestions(3, {
      kind: 'true-false',
      form: { kind: 'true-false' },
      key: { kind: 'true-false', right: true },
    });
    await addQuestions(3, { retiredAt: new Date(), retiredFor: 'removed' });
    const other = await buildTopic(app.db);
    await buildQuizQuestion(app.db, { topicId: other.id });
    expect((await makeReady({ topic, count: 30 })).questionCount).toBe(13);
    expect((await makeReady({ lessonId, count: 30 })).questionCount).toBe(3);
    expect((await makeReady({ topic, count: 30, difficulty: 'hard' })).questionCount).toBe(3);
    expect(await makeReady({ topic, count: 3, kinds: ['true-false'] })).toMatchObject({
      questionCount: 3,
      isShorter: false,
    });
  });

  test('has others than the quiz before', async () => {
    await addQuestions(6);
    const asked = async () => (await startNew()).questions.map(({ id }: { id: string }) => id);
    const [first, second] = [await asked(), await asked()];
    expect(new Set([...first, ...second]).size).toBe(6);
  });

  test.each([
    ['a topic that is not there', () => ({ topic: 'no/such-topic' }), 404],
    ['a lesson that is not there', () => ({ lessonId: randomUUID() }), 404],
    ['a topic without questions', () => ({ topic }), 422],
    ['a lesson without questions', () => ({ lessonId }), 422],
    ['an empty topic', () => ({ topic: '' }), 422],
    ['nothing', () => ({}), 422],
    ['both', () => ({ topic, lessonId }), 422],
    ['two questions', () => ({ topic: 'physics/forces', count: 2 }), 422],
    ['31 questions', () => ({ topic: 'physics/forces', count: 31 }), 422],
    ['no kind', () => ({ topic: 'physics/forces', kinds: [] }), 422],
    ['an unknown kind', () => ({ topic: 'physics/forces', kinds: ['essay'] }), 422],
    ['no time', () => ({ topic: 'physics/forces', timeLimitMinutes: 0 }), 422],
    ['a week', () => ({ topic: 'physics/forces', timeLimitMinutes: 10_080 }), 422],
  ])('is refused for %s', async (_what, wish, status) => {
    expect((await post('generate', wish())).status).toBe(status);
    expect(await app.db('quizzes').where({ userId: student.id })).toEqual([]);
  });
});

describe('an attempt', () => {
  test('is the same one after a refresh, on another device, and in its order', async () => {
    await addQuestions(5);
    const attempt = await startNew({ topic, count: 5 });
    expect(await body(await post(`${attempt.quizId}/start`))).toEqual(attempt);
    expect(await body(await get(`attempts/${attempt.id}`))).toEqual(attempt);
    expect(attempt).toMatchObject({
      number: 1,
      status: 'running',
      deadline: null,
      score: null,
      xp: null,
      endedAt: null,
    });
    expect(attempt.questions).toHaveLength(5);
    for (const question of attempt.questions)
      expect(question).toMatchObject({ answer: null, revision: 0, result: null });
  });

  test('tells nothing of the keys: with other keys it is the same, to the tag', async () => {
    await addQuestions(3);
    const attempt = await startNew();
    const before = await get(`attempts/${attempt.id}`);
    const key = { kind: 'single-choice', right: 'wrong' };
    await app
      .db('quiz_questions')
      .where({ topicId })
      .update({ key, explanation: 'Other.', evidence: { section: 'o', quote: 'o' } });
    const after = await get(`attempts/${attempt.id}`);
    expect(after.headers.get('ETag')).toBe(before.headers.get('ETag'));
    expect(await body(after)).toEqual(await body(before));
  });

  test('keeps answers one by one, and shows them', async () => {
    await addQuestions(3);
    const attempt = await startNew();
    const { id } = attempt.questions[1];
    const kept = await body(await put(attempt, id, { answer: RIGHT, revision: 0 }));
    expect(kept).toMatchObject({ questionId: id, answer: RIGHT, revision: 1, hadChanged: false });
    expect((await body(await get(`attempts/${attempt.id}`))).questions[1]).toMatchObject({
      answer: RIGHT,
      revision: 1,
    });
  });

  test.each([
    ['an option of another question', { kind: 'single-choice', chosen: 'other' }],
    ['another kind of answer', { kind: 'true-false', chosen: true }],
    ['an unknown kind', { kind: 'essay', text: 'x' }],
    ['a list', { kind: 'single-choice', chosen: ['right'] }],
    ['more than an answer', { kind: 'single-choice', chosen: 'right', mark: 1 }],
    ['a NUL', { kind: 'short-text', text: 'a\0b' }],
    ['a text', 'right'],
    ['a number', 1],
  ])('is not changed by %s', async (_what, answer) => {
    await addQuestions(3);
    const attempt = await startNew();
    const [{ id }] = attempt.questions;
    expect((await put(attempt, id, { answer })).status).toBe(422);
    expect((await post('submit', { attemptId: attempt.id, answers: [{ questionId: id, answer }] })).status).toBe(422);
    expect(await body(await get(`attempts/${attempt.id}`))).toEqual(attempt);
  });

  test('is not changed by edited ids', async () => {
    await addQuestions(3);
    const attempt = await startNew();
    const { id: elsewhere } = await buildQuizQuestion(app.db, { topicId });
    for (const id of [elsewhere, randomUUID()]) {
      expect((await put(attempt, id, { answer: RIGHT })).status).toBe(404);
      const answers = [{ questionId: id, answer: RIGHT }];
      expect((await post('submit', { attemptId: attempt.id, answers })).status).toBe(404);
    }
    const [{ id }] = attempt.questions;
    const twice = [1, 2].map(() => ({ questionId: id, answer: RIGHT }));
    expect((await post('submit', { attemptId: attempt.id, answers: twice })).status).toBe(422);
    expect(await body(await get(`attempts/${attempt.id}`))).toEqual(attempt);
  });

  test('has one result, whoever asks for it and how often; after that nothing changes', async () => {
    await addQuestions(3);
    const attempt = await startNew();
    const answers = attempt.questions.map(({ id: questionId }: { id: string }) => ({ questionId, answer: RIGHT }));
    const first = await body(await post('submit', { attemptId: attempt.id, answers }));
    expect(first).toMatchObject({ status: 'ended', endedBy: 'student', score: 1, xp: 50 });
    expect(first.questions[0].result).toMatchObject({
      ...{ mark: 1, problem: null, isNew: true, rightAnswer: 'It is so.', explanation: 'It was seen.' },
      citation: { lessonId: null, title: null, section: 'Seen', quote: 'It is so.' },
    });
    const wrong = [{ ...answers[0], answer: null }];
    expect(await body(await post('submit', { attemptId: attempt.id, answers: wrong }))).toEqual(first);
    const { id } = attempt.questions[0];
    for (const response of [
      await put(attempt, id, { answer: null }),
      await post(`attempts/${attempt.id}/pause`),
      await post(`attempts/${attempt.id}/resume`),
    ])
      expect(await problemOf(response)).toBe('attempt-over');
    expect(await body(await get(`attempts/${attempt.id}`))).toEqual(first);
    expect((await body(await get(attempt.quizId))).attempts).toMatchObject([{ id: attempt.id, number: 1, score: 1 }]);
  });

  test('of another student is not there, nor are its questions', async () => {
    await addQuestions(3);
    const attempt = await startNew();
    const [{ id }] = attempt.questions;
    const other = await createStudent(app);
    for (const response of [
      await get(attempt.quizId, other),
      await get(`attempts/${attempt.id}`, other),
      await put(attempt, id, { answer: RIGHT }, other),
      await post(`${attempt.quizId}/start`, undefined, other),
      await post('submit', { attemptId: attempt.id }, other),
      await post(`questions/${id}/report`, { reason: 'text' }, other),
    ])
      expect(await problemOf(response)).toBe('not-found');
    expect(await body(await get(`attempts/${attempt.id}`))).toEqual(attempt);
  });

  test('that is paused shows it, and takes no answer', async () => {
    await addQuestions(3);
    const attempt = await startNew();
    expect((await body(await post(`attempts/${attempt.id}/pause`))).pausedAt).not.toBeNull();
    const [{ id }] = attempt.questions;
    expect(await problemOf(await put(attempt, id, { answer: RIGHT }))).toBe('attempt-paused');
    expect((await body(await post(`attempts/${attempt.id}/resume`))).pausedAt).toBeNull();
    expect((await put(attempt, id, { answer: RIGHT })).status).toBe(200);
  });

  test('that is timed has a deadline, and cannot be paused to stretch it', async () => {
    await addQuestions(3);
    const attempt = await startNew({ topic, count: 3, timeLimitMinutes: 1 });
    expect(Date.parse(attempt.deadline) - Date.parse(attempt.startedAt)).toBe(60_000);
    expect(await problemOf(await post(`attempts/${attempt.id}/pause`))).toBe('attempt-timed');
    expect(await body(await post(`${attempt.quizId}/start`))).toEqual(attempt);
  });
});

describe('the history', () => {
  /** An attempt that has ended, at a quiz of its own. */
  const past = async (score: number, about = topicId) => {
    const { id: quizId } = await buildQuiz(app.db, { userId: student.id, topicId: about });
    const { id: questionId } = await buildQuizQuestion(app.db, { topicId: about });
    await buildQuizItems(app.db, quizId, [questionId]);
    const { id } = await buildQuizAttempt(app.db, { id: uuidv7(), userId: student.id, quizId, score });
    await buildQuizAnswer(app.db, { attemptId: id, questionId, userId: student.id });
    return id;
  };
  const ids = (page: { data: { attemptId: string }[] }) => page.data.map(({ attemptId }) => attemptId);

  test('has the attempts that have ended, page by page, with the trend', async () => {
    expect(await body(await get('history'))).toEqual({
      data: [],
      nextCursor: null,
      trend: { recent: null, before: null },
    });
    const attempts = [];
    for (const score of [0, 0, 0.5, 1, 1, 1, 1]) attempts.push(await past(score));
    const page = await body(await get('history?limit=4'));
    expect(page.trend).toEqual({ recent: 0.9, before: 0 });
    expect(page.data[0]).toMatchObject({
      topic,
      questions: 1,
      right: 1,
      number: 1,
      endedBy: 'student',
      seconds: 3_600,
    });
    const rest = await body(await get(`history?limit=4&cursor=${page.nextCursor}`));
    expect([...ids(page), ...ids(rest)].toSorted()).toEqual(attempts.toSorted());
    expect(rest.nextCursor).toBeNull();
  });

  test('is of one topic where that is asked for', async () => {
    const other = await buildTopic(app.db);
    await past(0, other.id);
    const own = await past(1);
    const page = await body(await get(`history?topic=${topic}`));
    expect([ids(page), page.trend]).toEqual([[own], { recent: 1, before: null }]);
  });
});

describe('a report of a question', () => {
  test('is kept once a student and question, as it was said last', async () => {
    await addQuestions(3);
    const [{ id }] = (await startNew()).questions;
    expect((await post(`questions/${id}/report`, { reason: 'text' })).status).toBe(204);
    expect((await post(`questions/${id}/report`, { reason: 'wrong-key', text: 'It is not so.' })).status).toBe(204);
    expect(await app.db('question_reports').where({ questionId: id }).select('reason', 'text')).toEqual([
      { reason: 'wrong-key', text: 'It is not so.' },
    ]);
  });

  test('is refused without a reason, and of a question that was not asked', async () => {
    await addQuestions(3);
    const [{ id }] = (await startNew()).questions;
    for (const content of [{}, { reason: 'bad' }, { reason: 'text', text: '' }, { reason: 'text', text: 'a\0' }])
      expect((await post(`questions/${id}/report`, content)).status).toBe(422);
    const { id: elsewhere } = await buildQuizQuestion(app.db, { topicId });
    for (const other of [elsewhere, randomUUID()])
      expect((await post(`questions/${other}/report`, { reason: 'text' })).status).toBe(404);
  });
});

test('nobody gets anything without a login', async () => {
  const nobody = (path: string, init?: RequestInit) => fetch(`${app.api.url}/api/v1/quiz/${path}`, init);
  const id = randomUUID();
  for (const response of [
    await nobody('generate', json('POST', { topic })),
    await nobody('history'),
    await nobody(id),
    await nobody(`attempts/${id}`),
    await nobody('submit', json('POST', { attemptId: id })),
  ])
    expect(response.status).toBe(401);
});

describe('a quiz as a file', () => {
  test('is there once an attempt has ended, in both formats', async () => {
    await addQuestions(3);
    const attempt = await startNew();
    const file = (format = '') => get(`${attempt.quizId}/export${format}`);
    expect(await problemOf(await file())).toBe('quiz-not-finished');
    await post('submit', { attemptId: attempt.id });

    const gift = await file();
    expect(gift.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
    expect(gift.headers.get('Content-Disposition')).toContain('quiz.gift.txt');
    expect((await gift.text()).match(/^=\[html\]It is so\.$/gm)).toHaveLength(3);
    const xml = await file('?format=moodlexml');
    expect(xml.headers.get('Content-Disposition')).toContain('quiz.xml');
    expect((await xml.text()).match(/<question type="multichoice">/g)).toHaveLength(3);
    // While a second one is open it is still there: what is right was told.
    await post(`${attempt.quizId}/start`);
    expect((await file()).status).toBe(200);
    expect(await problemOf(await file('?format=pdf'))).toBe('invalid-request');
  });
});
