import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createOpenAiAnswers } from '../../../clients/ai/openai-answers.js';
import type { Passage, QuestionInput } from '../../../clients/ai/provider.js';
import { Failure } from '../../../domain/runs/failures.js';
import type { CallEstimate, Meter, Tokens } from '../../../domain/tutor/ai-spending.js';
import { type Behavior, type OpenAiServerDouble, startOpenAiServer } from '../../support/openai-server.js';

const KEY = 'sk-secret-of-the-test';
const INPUT: QuestionInput = { question: 'Where do the light reactions take place?', turns: [] };
const PASSAGES: Passage[] = [
  { ref: 1, text: 'Stomata open in the morning. They close when water is short.' },
  { ref: 2, text: 'The light reactions take place in the thylakoid membranes. Sugar is made in the stroma.' },
];

const NOTHING = { supported: false, answer: [], steps: [], keyPoints: [], followUps: [], confidence: 0 };

let server: OpenAiServerDouble;
beforeAll(async () => {
  server = await startOpenAiServer();
});
afterAll(() => server.close());
afterEach(() => void server.requests.splice(0));

const provider = (timeoutMs = 5000) =>
  createOpenAiAnswers({ apiKey: KEY, baseUrl: server.baseUrl, model: 'test-model', timeoutMs, silenceMs: timeoutMs });

/** The failure that one answer ends in when the server behaves so. */
async function failureOf(behavior: Behavior, timeoutMs?: number): Promise<Failure> {
  server.script(behavior);
  const outcome = await provider(timeoutMs)
    .draft(INPUT, PASSAGES)
    .catch((error: unknown) => error);
  if (!(outcome instanceof Failure)) throw new Error(`expected a Failure, got ${String(outcome)}`);
  return outcome;
}

describe('answers of an OpenAI-compatible server', () => {
  it('are drafted from the passages, with literal quotes', async () => {
    const draft = await provider().draft(INPUT, PASSAGES);
    const sentence = 'The light reactions take place in the thylakoid membranes.';
    expect(draft).toEqual({
      supported: true,
      answer: [{ text: sentence, citations: [{ ref: 2, quote: sentence }] }],
      steps: [],
      keyPoints: [],
      followUps: [],
      confidence: 0.8,
    });
    expect(provider()).toMatchObject({ name: 'openai', model: 'test-model' });
  });

  it('say nothing where the passages support nothing', async () => {
    const asked = { question: 'Who was crowned emperor in Paris?', turns: [] };
    expect(await provider().draft(asked, PASSAGES)).toEqual(NOTHING);
    const answer = [
      { text: 'Perhaps…', citations: [{ ref: 1, quote: 'x' }] },
      { text: 'At dawn.', citations: [] },
    ];
    server.script({ kind: 'ok', answer: { supported: false, answer } }, { kind: 'content', text: '{"answer": []}' });
    expect(await provider().draft(INPUT, PASSAGES)).toEqual(NOTHING);
    expect(await provider().draft(INPUT, PASSAGES)).toEqual(NOTHING);
  });

  it('cost no call without passages', async () => {
    expect(await provider().draft(INPUT, [])).toEqual(NOTHING);
    expect(server.requests).toHaveLength(0);
  });

  it('lose citations of unknown passages and empty quotes, and parts that say nothing', async () => {
    const citations = [
      { ref: 7, quote: 'made up' },
      { ref: 1, quote: ' ' },
      { ref: 1, quote: 'Stomata open in the morning.' },
    ];
    const answer = [
      { text: ' In the morning. ', citations },
      { text: ' ', citations },
    ];
    server.script({
      kind: 'ok',
      answer: { supported: true, answer, followUps: [' ', 'a', 'b', 'c', 'd'], confidence: 7 },
    });
    const draft = await provider().draft(INPUT, PASSAGES);
    expect(draft.answer).toEqual([
      { text: 'In the morning.', citations: [{ ref: 1, quote: 'Stomata open in the morning.' }] },
    ]);
    expect(draft).toMatchObject({ followUps: ['a', 'b', 'c'], confidence: 0.7 });
  });

  it('are written again part by part, as many as were sent', async () => {
    const problem = 'A quote does not stand there.';
    const wrong = { text: 'Stomata open in the early morning.', citations: [{ ref: 1, quote: 'at dawn' }], problem };
    const unknown = { text: 'Nobody knows Paris.', citations: [], problem };
    expect(await provider().revise?.([wrong, unknown], PASSAGES)).toEqual([
      { text: wrong.text, citations: [{ ref: 1, quote: 'Stomata open in the morning.' }] },
      { text: unknown.text, citations: [] },
    ]);
    expect(JSON.stringify(server.requests[0]?.body)).toContain(problem);
    server.script({ kind: 'content', text: '{"parts": []}' });
    expect(await provider().revise?.([wrong], PASSAGES)).toEqual([{ text: '', citations: [] }]);
  });

  it('can come from general knowledge, with no passage sent', async () => {
    expect(await provider().answerGenerally?.(INPUT)).toEqual({
      answer: 'Generally speaking, yes.',
      steps: [],
      keyPoints: [],
      followUps: [],
      confidence: 0.6,
    });
    expect(JSON.stringify(server.requests[0]?.body)).not.toContain('<passage ref=\\"1');
    server.script({ kind: 'content', text: '{"answer":" ","steps":[],"keyPoints":[],"followUps":[],"confidence":1}' });
    await expect(provider().answerGenerally?.(INPUT)).rejects.toMatchObject({ type: 'AiBadOutput' });
  });

  it('are counted: the most that a call can use before it, what it used after it', async () => {
    const counted: unknown[] = [];
    const meter: Meter = async (estimate, call) => {
      counted.push(estimate);
      const { result, used } = await call();
      counted.push(used);
      return result;
    };
    await provider().draft(INPUT, PASSAGES, { meter });
    const [estimate, used] = counted as [CallEstimate, Tokens];
    expect(estimate).toMatchObject({ model: 'test-model', kind: 'chat' });
    expect(used.input).toBeGreaterThan(100);
    expect(estimate.max.input).toBeGreaterThan(used.input);
    expect(estimate.max.output).toBe(4000);
    server.script({ kind: 'lengthCut' }, { kind: 'lengthCut' });
    await expect(provider().draft(INPUT, PASSAGES, { meter })).rejects.toMatchObject({ type: 'AiTooLong' });
    const [, , , first, , second] = counted as Tokens[];
    expect(first).toMatchObject({ input: used.input });
    expect(second?.input).toBeGreaterThan(used.input);
  });

  it('are asked for by a strict schema, with the key, and once only', async () => {
    await provider().draft(INPUT, PASSAGES);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      path: '/v1/chat/completions',
      headers: { authorization: `Bearer ${KEY}` },
      body: { model: 'test-model', response_format: { type: 'json_schema', json_schema: { strict: true } } },
    });
  });

  it('need no key where the server needs none', async () => {
    const keyless = createOpenAiAnswers({ baseUrl: server.baseUrl, model: 'local', timeoutMs: 5000, silenceMs: 5000 });
    expect((await keyless.draft(INPUT, PASSAGES)).supported).toBe(true);
  });
});

describe('failures of an OpenAI-compatible server', () => {
  it.each<[string, Behavior]>([
    ['AiUnavailable', { kind: 'closeConnection' }],
    ['AiUnavailable', { kind: 'closeInBody' }],
    ['AiUnavailable', { kind: 'status', code: 500 }],
    ['AiUnavailable', { kind: 'status', code: 408 }],
    ['AiRateLimited', { kind: 'status', code: 429 }],
    ['AiRefused', { kind: 'refusal' }],
    ['AiRefused', { kind: 'contentFilter' }],
    ['AiRefused', { kind: 'status', code: 400, errorCode: 'content_filter' }],
    ['AiBadOutput', { kind: 'malformedJson' }],
    ['AiBadOutput', { kind: 'content' }],
    ['AiBadOutput', { kind: 'content', text: '{"supported": "yes"}' }],
    ['AiBadOutput', { kind: 'content', text: '{"Answer": 1}' }],
    ['AiBadOutput', { kind: 'content', text: '' }],
    ['AiBadOutput', { kind: 'ok', answer: { supported: true, answer: [{ text: ' ', citations: [] }] } }],
    ['AiMisconfigured', { kind: 'status', code: 400, errorCode: 'model_not_found' }],
    ['AiMisconfigured', { kind: 'status', code: 401 }],
    ['AiMisconfigured', { kind: 'status', code: 403 }],
    ['AiMisconfigured', { kind: 'status', code: 404 }],
  ])('%s for %j, after one request', async (type, behavior) => {
    const failure = await failureOf(behavior);
    expect(failure.type).toBe(type);
    expect(server.requests).toHaveLength(1);
    // Not the stack: jest puts lines of source into it.
    const told = `${failure.message} ${JSON.stringify(failure)} ${String(failure.cause)}`;
    for (const secret of [KEY, INPUT.question, 'thylakoid', 'Refused:']) expect(told).not.toContain(secret);
  });

  it.each<[boolean, Behavior]>([
    [true, { kind: 'closeConnection' }],
    [true, { kind: 'closeInBody' }],
    [true, { kind: 'status', code: 504 }],
    [true, { kind: 'malformedJson' }],
    [false, { kind: 'status', code: 500 }],
    [false, { kind: 'status', code: 429 }],
  ])('may be billed (%s) after %j', async (mayBeBilled, behavior) => {
    expect((await failureOf(behavior)).mayBeBilled).toBe(mayBeBilled);
  });

  it('AiUnavailable when nobody listens, also at a port that fetch never calls', async () => {
    const gone = await startOpenAiServer();
    await gone.close();
    for (const baseUrl of [gone.baseUrl, 'http://127.0.0.1:9/v1']) {
      const answers = createOpenAiAnswers({ baseUrl, model: 'm', timeoutMs: 5000, silenceMs: 5000 });
      await expect(answers.draft(INPUT, PASSAGES)).rejects.toMatchObject({ type: 'AiUnavailable', mayBeBilled: false });
    }
  });

  it.each<Behavior>([{ kind: 'hang' }, { kind: 'hangInBody' }])('AiUnavailable in time for %j', async (behavior) => {
    const started = performance.now();
    expect((await failureOf(behavior, 200)).type).toBe('AiUnavailable');
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('tell how long the server asked us to wait', async () => {
    expect((await failureOf({ kind: 'status', code: 429, retryAfter: '7' })).retryAfterMs).toBe(7000);
    expect((await failureOf({ kind: 'status', code: 429, retryAfter: '7', retryAfterMs: '1250' })).retryAfterMs).toBe(
      1250,
    );
    expect((await failureOf({ kind: 'status', code: 503, retryAfter: '30' })).retryAfterMs).toBe(30_000);
    expect((await failureOf({ kind: 'status', code: 429 })).retryAfterMs).toBeUndefined();
    const date = new Date(Date.now() + 60_000).toUTCString();
    const dated = (await failureOf({ kind: 'status', code: 429, retryAfter: date })).retryAfterMs;
    expect(dated).toBeGreaterThan(50_000);
    expect(dated).toBeLessThanOrEqual(60_000);
  });
});

describe('cancelling an answer', () => {
  const reason = new Error('the student cancelled');

  it.each<Behavior>([{ kind: 'hang' }, { kind: 'hangInBody' }])('throws the reason during %j', async (behavior) => {
    server.script(behavior);
    const controller = new AbortController();
    const arrived = server.nextRequest();
    const answer = provider().draft(INPUT, PASSAGES, { signal: controller.signal });
    const outcome = expect(answer).rejects.toBe(reason);
    await arrived;
    controller.abort(reason);
    await outcome;
  });

  it('sends nothing when cancelled before', async () => {
    await expect(provider().draft(INPUT, PASSAGES, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(server.requests).toHaveLength(0);
  });
});
