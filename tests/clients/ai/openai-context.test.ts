import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createOpenAiAnswers } from '../../../clients/ai/openai-answers.js';
import { type OpenAiServerDouble, startOpenAiServer } from '../../support/openai-server.js';
import type { ChatRequest } from '../../support/openai-traits.js';

const QUESTION = { question: 'Where do the light reactions take place?', turns: [] };
const FIRST = 'The light reactions take place in the thylakoid membranes.';
const PASSAGES = [1, 2, 3, 4, 5, 6].map((ref) => ({
  ref,
  text: `${ref === 1 ? FIRST : ''} ${'Leaves are green and make sugar. '.repeat(40)}`.trim(),
}));

let server: OpenAiServerDouble;
beforeAll(async () => {
  server = await startOpenAiServer();
});
afterAll(() => server.close());
afterEach(() => {
  server.requests.length = 0;
  server.lookups.length = 0;
  server.become({});
});

const provider = (contextTokens?: number) =>
  createOpenAiAnswers({ baseUrl: server.baseUrl, model: 'local', timeoutMs: 5000, silenceMs: 5000, contextTokens });
const last = () => server.requests.at(-1)?.body as ChatRequest;
const passagesSent = () => JSON.stringify(last()).match(/<passage ref=\\"\d\\">/g)?.length;
const ask = async (answers: ReturnType<typeof provider>) => {
  expect(await answers.draft(QUESTION, PASSAGES)).toMatchObject({ answer: [{ text: FIRST }] });
  return { passages: passagesSent(), output: last().max_tokens };
};

describe("a model's context", () => {
  it('is enough for all where nobody tells of it', async () => {
    const answers = provider();
    expect(await ask(answers)).toEqual({ passages: 6, output: 4000 });
    expect(server.lookups).toEqual(['/v1/models', '/props', '/api/ps']);
    await ask(answers);
    expect(server.lookups).toHaveLength(3);
  });

  it.each([
    [
      'vLLM',
      '/v1/models',
      {
        data: [
          { id: 'other', max_model_len: 9 },
          { id: 'local', max_model_len: 3000 },
        ],
      },
    ],
    [
      'OpenRouter',
      '/v1/models',
      {
        data: [
          { id: 'local', context_length: 3000 },
          { id: 'other', context_length: 9 },
        ],
      },
    ],
    ['llama.cpp', '/props', { default_generation_settings: { n_ctx: 3000 } }],
    ['Ollama', '/api/ps', { models: [{ name: 'local:latest', context_length: 3000 }] }],
  ])('is asked from %s once, and the prompt has the passages that fit', async (_server, path, told) => {
    server.become({
      tells: { '/v1/models': { data: [{ id: 'local', meta: { n_ctx_train: 131_072 } }] }, [path]: told },
    });
    const answers = provider();
    const small = await ask(answers);
    expect(small.passages).toBeGreaterThan(0);
    expect(small.passages).toBeLessThan(6);
    expect(small.output).toBe(1000);
    const lookups = server.lookups.length;
    expect(await ask(answers)).toEqual(small);
    expect(server.lookups).toHaveLength(lookups);
  });

  it('is asked again from a server that has not loaded the model yet', async () => {
    server.become({ tells: { '/api/ps': { models: [] } } });
    const answers = provider();
    expect((await ask(answers)).passages).toBe(6);
    server.become({ tells: { '/api/ps': { models: [{ name: 'local', context_length: 3000 }] } } });
    expect((await ask(answers)).passages).toBeLessThan(6);
  });

  it('can be configured, and is not asked for then', async () => {
    expect((await ask(provider(3000))).passages).toBeLessThan(6);
    expect(server.lookups).toEqual([]);
  });

  it('leaves room for the question where turns are long', async () => {
    const turns = [1, 2, 3].map(() => ({
      question: 'And the dark ones?',
      answer: 'Sugar is made of air. '.repeat(60),
    }));
    const { supported } = await provider(3000).draft({ ...QUESTION, turns }, PASSAGES);
    expect(supported).toBe(true);
    expect(passagesSent()).toBeGreaterThan(0);
  });

  it('is found to be smaller than anybody told when the server refuses the prompt, which is shortened', async () => {
    server.become({ contextWords: 3000 });
    expect(await ask(provider())).toMatchObject({ output: 1440 });
    server.become({ contextWords: 10 });
    await expect(provider().draft(QUESTION, PASSAGES)).rejects.toMatchObject({ type: 'AiMisconfigured' });
  });

  it('is learned from a refusal that tells it', async () => {
    server.script({ kind: 'status', code: 400, errorCode: 'context_length_exceeded', more: { n_ctx: 3000 } });
    const answers = provider();
    expect(await ask(answers)).toMatchObject({ output: 1000 });
    expect(server.requests).toHaveLength(2);
    expect(await ask(answers)).toMatchObject({ output: 1000 });
    expect(server.requests).toHaveLength(3);
  });

  it.each([
    ['learned from the sentence of a refusal', '', 1000],
    ['not learned from what a refusal quotes', `You sent: ${'Leaves are green. '.repeat(20)}`, 2400],
  ])('is %s', async (_what, before, output) => {
    const message = `${before}This model's maximum context length is 3000 tokens.`;
    server.script({ kind: 'status', code: 400, errorCode: 'context_length_exceeded', more: { message } });
    expect(await ask(provider())).toMatchObject({ output });
  });
});
