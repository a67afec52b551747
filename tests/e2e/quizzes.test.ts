import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { startOf } from '../../services/runs/run-start.js';
import { createTemporalClient, createWorkflowStarter } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import {
  buildQuiz,
  buildQuizAnswer,
  buildQuizAttempt,
  buildQuizItems,
  buildQuizQuestion,
  buildTopic,
} from '../support/factories/index.js';
import { keep, record, replay } from '../support/histories.js';
import { json } from '../support/http.js';
import { decodedPayloads } from '../support/recordings.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const TOPIC = 'computer-science/data-representation';

let app: TestApp;
let client: Client;
let student: Student;
beforeAll(async () => {
  app = await startTestApp();
  await app.startWorker();
  client = createTemporalClient(app.config);
  student = await createStudent(app);
});
afterAll(async () => {
  await client.connection.close();
  await app.close();
});

/** Everything that is written of a question and must be told to nobody before it is handed in. */
async function secretsOf(topic: string): Promise<string[]> {
  const questions = await app
    .db('quiz_questions as q')
    .join('topics as t', 't.id', 'q.topicId')
    .where('t.slug', topic.split('/')[1])
    .select('q.explanation', 'q.evidence', 'q.key');
  return questions.flatMap(({ explanation, evidence, key }) => [
    explanation,
    evidence.quote,
    ...(key.kind === 'numeric' ? [`"value":${key.value}`] : []),
    ...(key.kind === 'short-text' ? key.accepted : []),
  ]);
}

const generate = async (wish: object) => {
  const init = json('POST', wish, { Prefer: 'wait=20' });
  return student.fetch('/quiz/generate', init);
};

describe('a quiz', () => {
  test('is made, taken and handed in, and nothing told what is right before', async () => {
    const told: string[] = [];
    const say = async (response: Response) => {
      const text = await response.clone().text();
      told.push(JSON.stringify([...response.headers]), text);
      return JSON.parse(text);
    };
    const made = await generate({ topic: TOPIC, count: 5, timeLimitMinutes: 30 });
    expect(made.status).toBe(200);
    const quiz = await say(made);
    expect(quiz).toMatchObject({ status: 'ready', topic: TOPIC, questionCount: 5, isShorter: false, attempts: [] });
    await say(await student.fetch(`/quiz/${quiz.id}`));
    const attempt = await say(await student.fetch(`/quiz/${quiz.id}/start`, { method: 'POST' }));
    const answers: object[] = [];
    for (const { id: questionId, form } of attempt.questions) {
      const answer = anyAnswer(form);
      const put = (content: unknown) =>
        student.fetch(`/quiz/attempts/${attempt.id}/answers/${questionId}`, json('PUT', content));
      await say(await put({ answer }));
      await say(await put({ answer: { kind: 'short-text', text: '' } }));
      answers.push({ questionId, answer });
    }
    await say(await student.fetch(`/quiz/attempts/${attempt.id}`));
    await say(await student.fetch(`/quiz/attempts/${attempt.id}/pause`, { method: 'POST' }));
    await say(await student.fetch(`/quiz/${quiz.id}/start`, { method: 'POST' }));
    await say(await student.fetch('/quiz/history'));
    await say(
      await student.fetch(
        '/quiz/submit',
        json('POST', { attemptId: attempt.id, answers: [{ questionId: quiz.id, answer: null }] }),
      ),
    );
    await eventually(
      async () => (await client.workflow.getHandle(`quiz-attempt:${attempt.id}:1`).describe()).historyLength > 5,
    );
    for (const workflowId of [`quiz:${quiz.id}:1`, `quiz-attempt:${attempt.id}:1`])
      told.push(decodedPayloads(await record(client, workflowId)));
    const before = told.join('\n');

    const result = await say(await student.fetch('/quiz/submit', json('POST', { attemptId: attempt.id, answers })));
    expect(result.status).toBe('ended');
    const asked = attempt.questions.map(({ id }: { id: string }) => id);
    expect(result.questions.map(({ id }: { id: string }) => id)).toEqual(asked);
    for (const { result: one } of result.questions) {
      expect(one).toMatchObject({ explanation: expect.any(String), rightAnswer: expect.any(String) });
      expect(before).not.toContain(JSON.stringify(one.explanation).slice(1, -1));
    }
    for (const secret of await secretsOf(TOPIC)) expect(before).not.toContain(JSON.stringify(secret).slice(1, -1));
    for (const word of ['"key"', '"right"', '"mark"', '"explanation"', '"accepted"'])
      expect(before).not.toContain(word);

    expect(await client.workflow.getHandle(`quiz-attempt:${attempt.id}:1`).result()).toBe('cancelled');
    const [generated, timed] = [
      await record(client, `quiz:${quiz.id}:1`),
      await record(client, `quiz-attempt:${attempt.id}:1`),
    ];
    await keep('generate-quiz', generated);
    await replay(generated);
    await keep('time-quiz-attempt-cancelled', timed);
    await replay(timed);
  });

  test('of a topic with fewer questions is shorter, and says so; with too few it fails with the reason', async () => {
    const shorter = await body(await generate({ topic: TOPIC, count: 30 }));
    expect(shorter).toMatchObject({ status: 'ready', count: 30, isShorter: true });
    const none = await body(await generate({ topic: TOPIC, kinds: ['true-false'], difficulty: 'hard' }));
    expect(none).toMatchObject({ status: 'failed', failure: 'too-few-questions', questionCount: null });
    const start = await student.fetch(`/quiz/${none.id}/start`, { method: 'POST' });
    expect([start.status, (await body(start)).type]).toEqual([409, 'urn:scholium:problem:quiz-not-ready']);
  });
});

test('an attempt whose time is over is ended by its timer', async () => {
  const userId = student.id;
  const { id: topicId } = await buildTopic(app.db);
  const { id: questionId } = await buildQuizQuestion(app.db, { topicId });
  const { id: quizId } = await buildQuiz(app.db, { userId, topicId });
  await buildQuizItems(app.db, quizId, [questionId]);
  const times = { deadline: new Date(Date.now() - 4_000), closesAt: new Date(Date.now() + 1_000) };
  const { id } = await buildQuizAttempt(app.db, { userId, quizId, status: 'running', ...times });
  await buildQuizAnswer(app.db, { attemptId: id, questionId, userId, isGraded: false });
  const starter = createWorkflowStarter(client, app.config.TASK_QUEUE_PREFIX);
  await starter.start(startOf('timeQuizAttempt', { id, runNo: 1, userId }));
  expect(await client.workflow.getHandle(`quiz-attempt:${id}:1`).result()).toBe('ended');
  const read = await body(await student.fetch(`/quiz/attempts/${id}`));
  expect(read).toMatchObject({ status: 'ended', endedBy: 'deadline', score: 1, endedAt: times.deadline.toISOString() });
  const recording = await record(client, `quiz-attempt:${id}:1`);
  await keep('time-quiz-attempt', recording);
  await replay(recording);
});

/** An answer that a question may have, whether right or not. */
function anyAnswer(form: {
  kind: string;
  options: { id: string }[];
  items: { id: string }[];
  prompts: { id: string }[];
}) {
  const { kind, options } = form;
  const ids = (of: { id: string }[]) => of.map(({ id }) => id);
  if (kind === 'single-choice') return { kind, chosen: options[0]?.id };
  if (kind === 'multiple-choice') return { kind, chosen: ids(options).slice(0, 1) };
  if (kind === 'true-false') return { kind, chosen: true };
  if (kind === 'numeric') return { kind, text: '17' };
  if (kind === 'short-text') return { kind, text: 'something' };
  if (kind === 'ordering') return { kind, order: ids(form.items) };
  return { kind, pairs: Object.fromEntries(form.prompts.map(({ id }, at) => [id, options[at]?.id])) };
}
