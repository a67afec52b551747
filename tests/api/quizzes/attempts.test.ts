import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { body } from '../../support/body.js';
import { eventually } from '../../support/eventually.js';
import { buildQuizQuestion, buildTopic } from '../../support/factories/index.js';
import { problemOf } from '../../support/http.js';
import { createStudent } from '../../support/student.js';
import { useQuizzes } from './use-quizzes.js';

const { tests, get, post, put, addQuestions, makeReady, startNew } = useQuizzes();
const RIGHT = { kind: 'single-choice', chosen: 'right' };

describe('a quiz that is asked for', () => {
  test('is taken before there are questions, and cannot be started then', async () => {
    await addQuestions(5);
    const taken = await post('generate', {
      topic: tests.topic,
      count: 4,
      kinds: ['single-choice'],
      timeLimitMinutes: 10,
    });
    const quiz = await body(taken);
    expect([taken.status, taken.headers.get('Location')]).toEqual([202, `/api/v1/quiz/${quiz.id}`]);
    expect(quiz).toMatchObject({
      ...{
        status: 'queued',
        topic: tests.topic,
        count: 4,
        kinds: ['single-choice'],
        timeLimitMinutes: 10,
        questionCount: null,
      },
      ...{ difficulty: null, lessonId: null, isShorter: false, failure: null, attempts: [], finishedAt: null },
    });
    expect(await problemOf(await post(`${quiz.id}/start`))).toBe('quiz-not-ready');
    expect(await problemOf(await post(`${randomUUID()}/start`))).toBe('not-found');
  });

  test('has ten questions where nothing is said, and is the same one for the same key', async () => {
    await addQuestions(3);
    const key = { 'Idempotency-Key': randomUUID() };
    const [one, other] = [
      await body(await post('generate', { topic: tests.topic }, tests.student, key)),
      await body(await post('generate', { topic: tests.topic }, tests.student, key)),
    ];
    expect([one.count, other.id]).toEqual([10, one.id]);
    expect(await problemOf(await post('generate', { topic: tests.topic, count: 4 }, tests.student, key))).toBe(
      'idempotency-key-reused',
    );
    expect(await tests.app.db('quizzes').where({ userId: tests.student.id })).toHaveLength(1);
  });

  test('is of a lesson, of some kinds, or of one difficulty, where that is asked for', async () => {
    await addQuestions(4);
    await addQuestions(3, { lessonId: tests.lessonId });
    await addQuestions(3, { difficulty: 'hard' });
    await addQuestions(3, {
      kind: 'true-false',
      form: { kind: 'true-false' },
      key: { kind: 'true-false', right: true },
    });
    await addQuestions(3, { retiredAt: new Date(), retiredFor: 'removed' });
    const other = await buildTopic(tests.app.db);
    await buildQuizQuestion(tests.app.db, { topicId: other.id });
    expect((await makeReady({ topic: tests.topic, count: 30 })).questionCount).toBe(13);
    expect((await makeReady({ lessonId: tests.lessonId, count: 30 })).questionCount).toBe(3);
    expect((await makeReady({ topic: tests.topic, count: 30, difficulty: 'hard' })).questionCount).toBe(3);
    expect(await makeReady({ topic: tests.topic, count: 3, kinds: ['true-false'] })).toMatchObject({
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
    ['a topic without questions', () => ({ topic: tests.topic }), 422],
    ['a lesson without questions', () => ({ lessonId: tests.lessonId }), 422],
    ['an empty topic', () => ({ topic: '' }), 422],
    ['nothing', () => ({}), 422],
    ['both', () => ({ topic: tests.topic, lessonId: tests.lessonId }), 422],
    ['two questions', () => ({ topic: 'physics/forces', count: 2 }), 422],
    ['31 questions', () => ({ topic: 'physics/forces', count: 31 }), 422],
    ['no kind', () => ({ topic: 'physics/forces', kinds: [] }), 422],
    ['an unknown kind', () => ({ topic: 'physics/forces', kinds: ['essay'] }), 422],
    ['no time', () => ({ topic: 'physics/forces', timeLimitMinutes: 0 }), 422],
    ['a week', () => ({ topic: 'physics/forces', timeLimitMinutes: 10_080 }), 422],
  ])('is refused for %s', async (_what, wish, status) => {
    expect((await post('generate', wish())).status).toBe(status);
    expect(await tests.app.db('quizzes').where({ userId: tests.student.id })).toEqual([]);
  });
});

describe('an attempt', () => {
  test('is the same one after a refresh, on another device, and in its order', async () => {
    await addQuestions(5);
    const attempt = await startNew({ topic: tests.topic, count: 5 });
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
    await tests.app
      .db('quiz_questions')
      .where({ topicId: tests.topicId })
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
    const { id: elsewhere } = await buildQuizQuestion(tests.app.db, { topicId: tests.topicId });
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

  test('that finds every connection taken is told to come again, and then has its result', async () => {
    await addQuestions(3);
    const attempt = await startNew();
    const answers = attempt.questions.map(({ id: questionId }: { id: string }) => ({ questionId, answer: RIGHT }));
    const submit = () => post('submit', { attemptId: attempt.id, answers });
    const { db, config } = tests.app;
    const holder = await db.transaction();
    await holder('quiz_attempts').where({ id: attempt.id }).forUpdate().first('id');
    const waiting = Array.from({ length: config.DATABASE_POOL_MAX }, submit);
    await eventually(async () => {
      const [held] = await db('pg_stat_activity')
        .whereRaw(`datname = current_database() AND wait_event_type = 'Lock'`)
        .count({ count: '*' });
      return held?.count === waiting.length;
    });
    const refused = await submit();
    await holder.rollback();
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, '5']);
    const results = await Promise.all((await Promise.all([...waiting, submit()])).map(body));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(results[0]).toMatchObject({ status: 'ended', score: 1 });
    expect(await db('xp_logs').where({ userId: tests.student.id, kind: 'quiz' })).toHaveLength(1);
  });

  test('of another student is not there, nor are its questions', async () => {
    await addQuestions(3);
    const attempt = await startNew();
    const [{ id }] = attempt.questions;
    const other = await createStudent(tests.app);
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
    const attempt = await startNew({ topic: tests.topic, count: 3, timeLimitMinutes: 1 });
    expect(Date.parse(attempt.deadline) - Date.parse(attempt.startedAt)).toBe(60_000);
    expect(await problemOf(await post(`attempts/${attempt.id}/pause`))).toBe('attempt-timed');
    expect(await body(await post(`${attempt.quizId}/start`))).toEqual(attempt);
  });
});
