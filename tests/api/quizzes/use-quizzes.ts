import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { pickQuizQuestions } from '../../../services/quizzes/pick-quiz-questions.js';
import { body } from '../../support/body.js';
import { buildLesson, buildQuizQuestion, buildTopic } from '../../support/factories/index.js';
import { json } from '../../support/http.js';
import { createStudent, type Student } from '../../support/student.js';
import { startTestApp, type TestApp } from '../../support/test-app.js';

/** What the tests of a file share; the student, the topic and its lesson are new for each. */
export interface QuizTests {
  app: TestApp;
  student: Student;
  /** subject/topic. */
  topic: string;
  topicId: string;
  lessonId: string;
}

/** An app for the tests of a file, and quizzes over HTTP. */
export function useQuizzes() {
  const tests = {} as QuizTests;
  beforeAll(async () => {
    tests.app = await startTestApp();
  });
  afterAll(() => tests.app.close());
  beforeEach(async () => {
    const { db } = tests.app;
    const student = await createStudent(tests.app);
    const { id: topicId, slug, subjectId } = await buildTopic(db);
    const { id: lessonId } = await buildLesson(db, { topicId });
    const { slug: subject } = await db('subjects').where({ id: subjectId }).first('slug');
    Object.assign(tests, { student, topicId, lessonId, topic: `${subject}/${slug}` });
  });

  const get = (path: string, by = tests.student) => by.fetch(`/quiz/${path}`);
  const post = (path: string, content?: unknown, by = tests.student, headers = {}) =>
    by.fetch(`/quiz/${path}`, json('POST', content, headers));
  const put = (attempt: { id: string }, questionId: string, content: unknown, by = tests.student) =>
    by.fetch(`/quiz/attempts/${attempt.id}/answers/${questionId}`, json('PUT', content));
  const addQuestions = async (count: number, columns = {}) => {
    const { topicId } = tests;
    for (let at = 0; at < count; at += 1) await buildQuizQuestion(tests.app.db, { topicId, ...columns });
  };
  /** Has a quiz made, as a worker would. */
  const makeReady = async (wish: object = { topic: tests.topic, count: 3 }) => {
    const { id } = await body(await post('generate', wish));
    await tests.app.db('quizzes').where({ id }).update({ status: 'processing' });
    await pickQuizQuestions({ ...tests.app, questionWriter: { name: 'offline' } }, { id, runNo: 1 });
    return body(await get(id));
  };
  const startNew = async (wish?: object) => body(await post(`${(await makeReady(wish)).id}/start`));
  return { tests, get, post, put, addQuestions, makeReady, startNew };
}
