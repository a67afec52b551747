import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTemporalClient } from '../../temporal-config/client.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { buildSpending } from '../support/factories/index.js';
import { keep, record, replay } from '../support/histories.js';
import { json } from '../support/http.js';
import type { OpenAiServerDouble } from '../support/openai-server.js';
import { createStudent, type Student } from '../support/student.js';
import type { TestApp } from '../support/test-app.js';
import { askTutor, cite, PAGE, readyMaterial, says, startTutorApp } from '../support/tutor-app.js';
import type { TestWorker } from '../support/worker-process.js';

let ai: OpenAiServerDouble;
let app: TestApp;
let student: Student;
let worker: TestWorker;
beforeAll(async () => {
  ({ ai, app, student, worker } = await startTutorApp());
});
afterAll(() => app.close());
beforeEach(() => {
  ai.requests.length = 0;
});

const ask = (question: string, more: object = {}, who = student) => askTutor(who, question, more);
const post = (path: string, content?: object, who = student, headers = {}) =>
  who.fetch(path, json('POST', content, headers));
const prompts = () => ai.requests.map(({ body }) => JSON.stringify(body));

describe('faults', () => {
  test('cancelled in the middle, it ends at once; retried, it is answered', async () => {
    ai.script({ kind: 'hang' });
    const asked = await body(await post('/ai/doubt', { question: 'Which part of an octopus changes color?' }));
    await eventually(async () => ai.requests.length === 1);
    const poll = await student.fetch(`/ai/doubt/messages/${asked.id}`);
    expect(await body(poll)).toMatchObject({ status: 'processing', phase: 'answering', seconds: expect.any(Number) });
    expect(poll.headers.get('ETag')).toBeTruthy();

    const cancel = () => post(`/ai/doubt/messages/${asked.id}/cancel`);
    for (const response of await Promise.all([cancel(), cancel()])) {
      expect(await body(response)).toMatchObject({ status: 'cancelled', phase: null, answer: null });
    }
    const retry = () => post(`/ai/doubt/messages/${asked.id}/retry`, undefined, student, { Prefer: 'wait=30' });
    const [retried] = await Promise.all([retry(), retry()]);
    expect(await body(retried as Response)).toMatchObject({ id: asked.id, status: 'answered' });
    expect((await retry()).status).toBe(409);
    expect((await cancel()).status).toBe(409);

    const client = createTemporalClient(app.config);
    const recording = await record(client, `question:${asked.id}:2`);
    await keep('answer-question-revised', recording);
    await replay(recording);
    await client.connection.close();
  });

  test('unreadable twice: tried again until it is answered, and asked once more each time', async () => {
    ai.script({ kind: 'malformedJson' }, { kind: 'content' });
    expect(await ask('When does the heart of an octopus stop?')).toMatchObject({ status: 'answered' });
    expect(ai.requests).toHaveLength(3);
  });

  test('the death of its worker costs time only: the draft is not paid twice', async () => {
    ai.script(says([cite('Three hearts.', 'three hearts'), cite('Blue blood.', 'green blood')]), { kind: 'hang' });
    const asked = await body(await post('/ai/doubt', { question: 'How many hearts and which blood, after all?' }));
    await eventually(async () => ai.requests.length === 2);
    expect(await body(await student.fetch(`/ai/doubt/messages/${asked.id}`))).toMatchObject({ phase: 'checking' });
    await worker.kill();
    worker = await app.startWorker();
    await eventually(async () => (await app.db('questions').where({ id: asked.id }).first()).status === 'answered');
    const read = await body(await student.fetch(`/ai/doubt/messages/${asked.id}`));
    expect(read.answer).toBe('Three hearts. [1] Blue blood. [2]');
    // The draft, the try that was lost, and the one that was not.
    expect(ai.requests).toHaveLength(3);
  });

  test('unreadable and the same again is final: the next would be the same, and cost as much', async () => {
    ai.script({ kind: 'content' }, { kind: 'status', code: 503 }, { kind: 'content' });
    expect(await ask('Which color is the blood of an octopus that swims?')).toMatchObject({
      status: 'failed',
      failure: 'ai-unreadable',
    });
    expect(ai.requests).toHaveLength(3);
  });

  test('cut off at its longest is asked for once more, more briefly, and then final', async () => {
    ai.script({ kind: 'lengthCut' }, { kind: 'lengthCut' });
    expect(await ask('Tell all that there is of octopus hearts and blood?')).toMatchObject({
      status: 'failed',
      failure: 'ai-too-long',
    });
    expect(ai.requests).toHaveLength(2);
  });

  test('down between asking the materials and general knowledge, it asks the materials once', async () => {
    ai.script({ kind: 'ok', answer: { supported: false, answer: [] } }, { kind: 'status', code: 503 });
    expect(await ask('What is the capital of Norway?')).toMatchObject({ status: 'answered', grounding: 'general' });
    expect(ai.requests).toHaveLength(3);
    expect(prompts()[2]).toContain('general knowledge');
  });

  test('refused when sentences are to be written again, what stands is given', async () => {
    ai.script(says([cite('Three.', 'three hearts'), cite('It flies.', 'it flies')]), { kind: 'refusal' });
    expect(await ask('How many hearts, and does it fly?')).toMatchObject({ status: 'answered', answer: 'Three. [1]' });
  });

  test('what no table can hold and no reader should load is taken out of an answer', async () => {
    ai.script(says([cite('Three\u0000 \ud800![](https://evil.test/?q=hearts).', 'three hearts')]));
    const { answer } = await ask('How many hearts, with an image?');
    expect(answer).toBe('Three \ufffd. [1]');
  });

  test('the budget is hit in the middle: failed with its reason, nothing more is spent, and no question is taken', async () => {
    const poor = await createStudent(app);
    await readyMaterial(poor, `${PAGE} Its arms are eight.`);
    // Enough to be taken, too little for the most that a call could cost.
    const spentMicros = app.config.AI_BUDGET_STUDENT - 2_000;
    await buildSpending(app.db, { userId: poor.id, spentMicros });
    expect(await ask('How many arms?', {}, poor)).toMatchObject({ status: 'failed', failure: 'ai-budget-exhausted' });
    expect(ai.requests).toHaveLength(0);
    expect(await app.db('ai_budget').where({ userId: poor.id }).first()).toMatchObject({ spentMicros });

    await app.db('ai_budget').where({ userId: poor.id }).update({ spentMicros: app.config.AI_BUDGET_STUDENT });
    const refused = await ask('How many arms, again?', {}, poor);
    expect(refused).toMatchObject({ httpStatus: 429, type: expect.stringContaining('ai-budget-exhausted') });
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(refused.detail).toMatch(/T00:00:00Z/);
    expect(await app.db('questions').where({ userId: poor.id })).toHaveLength(1);
  });

  test('what was spent stands in the books, call by call', async () => {
    const { id } = await ask('How many hearts does the octopus count, precisely?');
    const [usage] = await app.db('ai_usage').where({ resourceId: id });
    expect(usage).toMatchObject({ userId: student.id, kind: 'chat', model: 'gpt-4.1-mini' });
    expect(usage.costMicros).toBe(Math.ceil(0.4 * usage.inputTokens + 1.6 * usage.outputTokens));
    expect(usage.reservedMicros).toBeGreaterThan(usage.costMicros);
  });
});
