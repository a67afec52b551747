import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { body } from '../../support/body.js';
import {
  buildQuiz,
  buildQuizAnswer,
  buildQuizAttempt,
  buildQuizItems,
  buildQuizQuestion,
  buildTopic,
} from '../../support/factories/index.js';
import { json, problemOf } from '../../support/http.js';
import { useQuizzes } from './use-quizzes.js';

const { tests, get, post, addQuestions, startNew } = useQuizzes();

describe('the history', () => {
  /** An attempt that has ended, at a quiz of its own. */
  const past = async (score: number, about = tests.topicId) => {
    const { id: quizId } = await buildQuiz(tests.app.db, { userId: tests.student.id, topicId: about });
    const { id: questionId } = await buildQuizQuestion(tests.app.db, { topicId: about });
    await buildQuizItems(tests.app.db, quizId, [questionId]);
    const { id } = await buildQuizAttempt(tests.app.db, { id: uuidv7(), userId: tests.student.id, quizId, score });
    await buildQuizAnswer(tests.app.db, { attemptId: id, questionId, userId: tests.student.id });
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
      topic: tests.topic,
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
    const other = await buildTopic(tests.app.db);
    await past(0, other.id);
    const own = await past(1);
    const page = await body(await get(`history?topic=${tests.topic}`));
    expect([ids(page), page.trend]).toEqual([[own], { recent: 1, before: null }]);
  });
});

describe('a report of a question', () => {
  test('is kept once a student and question, as it was said last', async () => {
    await addQuestions(3);
    const [{ id }] = (await startNew()).questions;
    expect((await post(`questions/${id}/report`, { reason: 'text' })).status).toBe(204);
    expect((await post(`questions/${id}/report`, { reason: 'wrong-key', text: 'It is not so.' })).status).toBe(204);
    expect(await tests.app.db('question_reports').where({ questionId: id }).select('reason', 'text')).toEqual([
      { reason: 'wrong-key', text: 'It is not so.' },
    ]);
  });

  test('is refused without a reason, and of a question that was not asked', async () => {
    await addQuestions(3);
    const [{ id }] = (await startNew()).questions;
    for (const content of [{}, { reason: 'bad' }, { reason: 'text', text: '' }, { reason: 'text', text: 'a\0' }])
      expect((await post(`questions/${id}/report`, content)).status).toBe(422);
    const { id: elsewhere } = await buildQuizQuestion(tests.app.db, { topicId: tests.topicId });
    for (const other of [elsewhere, randomUUID()])
      expect((await post(`questions/${other}/report`, { reason: 'text' })).status).toBe(404);
  });
});

test('nobody gets anything without a login', async () => {
  const nobody = (path: string, init?: RequestInit) => fetch(`${tests.app.api.url}/api/v1/quiz/${path}`, init);
  const id = randomUUID();
  for (const response of [
    await nobody('generate', json('POST', { topic: tests.topic })),
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
    const [{ id }] = attempt.questions;
    const bad = { retiredAt: new Date(), retiredFor: 'quality', retiredReason: 'wrong-key' };
    await tests.app.db('quiz_questions').where({ id }).update(bad);
    expect((await (await file()).text()).match(/^=\[html\]It is so\.$/gm)).toHaveLength(2);
    await tests.app.db('quiz_questions').where({ topicId: tests.topicId }).update(bad);
    expect([(await file()).status, await (await file()).text()]).toEqual([200, '']);
    // While a second one is open it is still there: what is right was told.
    await post(`${attempt.quizId}/start`);
    expect((await file()).status).toBe(200);
    expect(await problemOf(await file('?format=pdf'))).toBe('invalid-request');
  });
});
