import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { QuestionStatistics } from '../../db/models/question-statistics.js';
import { sumsOf } from '../../domain/quizzes/statistics/item-sums.js';
import { createTemporalClient } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { keep, record, replay } from '../support/histories.js';
import { json } from '../support/http.js';
import { runSchedule } from '../support/run-schedule.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const TOPIC = 'computer-science/data-representation';

let app: TestApp;
let client: Client;
let student: Student;
beforeAll(async () => {
  app = await startTestApp();
  client = createTemporalClient(app.config);
  student = await createStudent(app);
});
afterAll(async () => {
  await client.connection.close();
  await app.close();
});

/** A quiz of which every question is answered wrong that can be. */
async function missQuiz() {
  const post = async (path: string, content: object = {}) =>
    body(await student.fetch(`/quiz/${path}`, json('POST', content, { Prefer: 'wait=20' })));
  const quiz = await post('generate', { topic: TOPIC, count: 5 });
  const attempt = await post(`${quiz.id}/start`);
  const keys = new Map((await app.db('quiz_questions').select('id', 'key')).map(({ id, key }) => [id, key] as const));
  const wrongTo = (id: string, form: { kind: string; options?: { id: string }[] }) => {
    const { kind } = form;
    if (kind === 'true-false') return { kind, chosen: !keys.get(id).right };
    if (kind === 'single-choice')
      return { kind, chosen: form.options?.find((option) => option.id !== keys.get(id).right)?.id };
    if (kind === 'multiple-choice') return { kind, chosen: form.options?.map((option) => option.id) };
    return kind === 'short-text' ? { kind, text: 'nothing of the kind' } : null;
  };
  const answers = attempt.questions.map(({ id, form }: { id: string; form: { kind: string } }) => ({
    ...{ questionId: id, answer: wrongTo(id, form) },
  }));
  return post('submit', { attemptId: attempt.id, answers });
}

test('the daily pass retires by its schedule, corrects scores and cards, says so, and replays', async () => {
  await app.startWorker();
  const before = await missQuiz();
  const missed = before.questions.find(
    ({ answer, result }: { answer: object | null; result: { mark: number } }) => answer && result.mark < 1,
  );
  const turned = [
    ...Array.from({ length: 20 }, () => ({ mark: 1e4, total: 1e4 })),
    ...Array.from({ length: 20 }, () => ({ mark: 0, total: 1e4 })),
  ];
  await QuestionStatistics.query(app.db).findById(missed.id).patch(sumsOf(turned));

  const { workflowId } = await runSchedule(app, client, 'retireQuestions');
  const report = await client.workflow.getHandle(workflowId).result();
  expect(report).toMatchObject({
    judged: { judged: 1, retired: 1, failed: 0 },
    solved: { solved: 0, retired: 0, left: 0 },
    corrected: { questions: 1, cards: 1, failed: 0 },
  });
  const after = await body(await student.fetch(`/quiz/attempts/${before.id}`));
  expect(after.questions.find(({ id }: { id: string }) => id === missed.id).result.retired).toBe(
    'those who know more did worse at it',
  );
  expect(after.score).toBeGreaterThanOrEqual(before.score);
  const { data: cards } = await body(await student.fetch('/cards'));
  const suspended = cards.filter((card: { suspended: string | null }) => card.suspended !== null);
  expect(suspended).toMatchObject([{ origin: 'answer', suspended: 'those who know more did worse at it' }]);

  const recording = await record(client, workflowId);
  expect(JSON.stringify(recording)).not.toContain(missed.id);
  await keep('retire-questions', recording);
  await replay(recording);
});
