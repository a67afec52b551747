import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createOpenAiAnswers } from '../../../clients/ai/openai-answers.js';
import type { Passage } from '../../../clients/ai/provider.js';
import { Failure } from '../../../domain/failures.js';
import { type Behaviour, type OpenAiServerDouble, startOpenAiServer } from '../../support/openai-server.js';

const KEY = 'sk-secret-of-the-test';
const QUESTION = 'Where do the light reactions take place?';
const PASSAGES: Passage[] = [
  { ref: 1, text: 'Stomata open in the morning. They close when water is short.' },
  { ref: 2, text: 'The light reactions take place in the thylakoid membranes. Sugar is made in the stroma.' },
];

let server: OpenAiServerDouble;
beforeAll(async () => {
  server = await startOpenAiServer();
});
afterAll(() => server.close());
afterEach(() => void server.requests.splice(0));

const provider = (timeoutMs = 5000) =>
  createOpenAiAnswers({ apiKey: KEY, baseUrl: server.baseUrl, model: 'test-model', timeoutMs });

/** The failure that one answer ends in when the server behaves so. */
async function failureOf(behaviour: Behaviour, timeoutMs?: number): Promise<Failure> {
  server.script(behaviour);
  const outcome = await provider(timeoutMs)
    .answer(QUESTION, PASSAGES)
    .catch((error: unknown) => error);
  if (!(outcome instanceof Failure)) throw new Error(`expected a Failure, got ${String(outcome)}`);
  return outcome;
}

describe('answers of an OpenAI-compatible server', () => {
  it('are drafted from the passages, with literal quotes', async () => {
    const draft = await provider().answer(QUESTION, PASSAGES);
    expect(draft).toEqual({
      supported: true,
      answer: 'The light reactions take place in the thylakoid membranes.',
      citations: [{ ref: 2, quote: 'The light reactions take place in the thylakoid membranes.' }],
    });
    expect(provider()).toMatchObject({ name: 'openai', model: 'test-model' });
  });

  it('say nothing where the passages support nothing', async () => {
    const nothing = { supported: false, answer: '', citations: [] };
    expect(await provider().answer('Who was crowned emperor in Paris?', PASSAGES)).toEqual(nothing);
    server.script({
      kind: 'ok',
      answer: { supported: false, answer: 'Perhaps…', citations: [{ ref: 1, quote: 'x' }] },
    });
    expect(await provider().answer(QUESTION, PASSAGES)).toEqual(nothing);
  });

  it('cost no call without passages', async () => {
    expect(await provider().answer(QUESTION, [])).toEqual({ supported: false, answer: '', citations: [] });
    expect(server.requests).toHaveLength(0);
  });

  it('lose citations of unknown passages and empty quotes', async () => {
    const citations = [
      { ref: 7, quote: 'made up' },
      { ref: 1, quote: ' ' },
      { ref: 1, quote: 'Stomata open in the morning.' },
    ];
    server.script({ kind: 'ok', answer: { supported: true, answer: 'In the morning.', citations } });
    const draft = await provider().answer(QUESTION, PASSAGES);
    expect(draft.citations).toEqual([{ ref: 1, quote: 'Stomata open in the morning.' }]);
  });

  it('are asked for by a strict schema, with the key, and once only', async () => {
    await provider().answer(QUESTION, PASSAGES);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      path: '/v1/chat/completions',
      headers: { authorization: `Bearer ${KEY}` },
      body: { model: 'test-model', response_format: { type: 'json_schema', json_schema: { strict: true } } },
    });
  });

  it('need no key where the server needs none', async () => {
    const keyless = createOpenAiAnswers({ baseUrl: server.baseUrl, model: 'local', timeoutMs: 5000 });
    expect((await keyless.answer(QUESTION, PASSAGES)).supported).toBe(true);
  });
});

describe('failures of an OpenAI-compatible server', () => {
  it.each<[string, Behaviour]>([
    ['AiUnavailable', { kind: 'closeConnection' }],
    ['AiUnavailable', { kind: 'closeInBody' }],
    ['AiUnavailable', { kind: 'status', code: 500 }],
    ['AiUnavailable', { kind: 'status', code: 408 }],
    ['AiRateLimited', { kind: 'status', code: 429 }],
    ['AiRefused', { kind: 'refusal' }],
    ['AiRefused', { kind: 'contentFilter' }],
    ['AiRefused', { kind: 'status', code: 400, errorCode: 'content_filter' }],
    ['AiBadOutput', { kind: 'lengthCut' }],
    ['AiBadOutput', { kind: 'malformedJson' }],
    ['AiBadOutput', { kind: 'content' }],
    ['AiBadOutput', { kind: 'content', text: '{"supported": "yes"}' }],
    ['AiBadOutput', { kind: 'content', text: '' }],
    ['AiBadOutput', { kind: 'ok', answer: { supported: true, answer: ' ', citations: [] } }],
    ['AiMisconfigured', { kind: 'status', code: 400 }],
    ['AiMisconfigured', { kind: 'status', code: 401 }],
    ['AiMisconfigured', { kind: 'status', code: 403 }],
    ['AiMisconfigured', { kind: 'status', code: 404 }],
  ])('%s for %j, after one request', async (type, behaviour) => {
    const failure = await failureOf(behaviour);
    expect(failure.type).toBe(type);
    expect(server.requests).toHaveLength(1);
    // Not the stack: jest puts lines of source into it.
    const told = `${failure.message} ${JSON.stringify(failure)} ${String(failure.cause)}`;
    for (const secret of [KEY, QUESTION, 'thylakoid', 'Refused:']) expect(told).not.toContain(secret);
  });

  it('AiUnavailable when nobody listens', async () => {
    const gone = await startOpenAiServer();
    await gone.close();
    const answers = createOpenAiAnswers({ baseUrl: gone.baseUrl, model: 'm', timeoutMs: 5000 });
    await expect(answers.answer(QUESTION, PASSAGES)).rejects.toMatchObject({ type: 'AiUnavailable' });
  });

  it.each<Behaviour>([{ kind: 'hang' }, { kind: 'hangInBody' }])('AiUnavailable in time for %j', async (behaviour) => {
    const started = performance.now();
    expect((await failureOf(behaviour, 200)).type).toBe('AiUnavailable');
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

  it.each<Behaviour>([{ kind: 'hang' }, { kind: 'hangInBody' }])('throws the reason during %j', async (behaviour) => {
    server.script(behaviour);
    const controller = new AbortController();
    const arrived = server.nextRequest();
    const answer = provider().answer(QUESTION, PASSAGES, controller.signal);
    const outcome = expect(answer).rejects.toBe(reason);
    await arrived;
    controller.abort(reason);
    await outcome;
  });

  it('sends nothing when cancelled before', async () => {
    await expect(provider().answer(QUESTION, PASSAGES, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(server.requests).toHaveLength(0);
  });
});
