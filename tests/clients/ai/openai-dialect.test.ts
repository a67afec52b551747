import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createOpenAiAnswers } from '../../../clients/ai/openai-answers.js';
import { type OpenAiServerDouble, startOpenAiServer } from '../../support/openai-server.js';
import type { ChatRequest, Refused } from '../../support/openai-traits.js';

const INPUT = { question: 'Where do the light reactions take place?', turns: [] };
const PASSAGES = [
  { ref: 1, text: 'The light reactions take place in the thylakoid membranes. Sugar is made in the stroma.' },
];

let server: OpenAiServerDouble;
beforeAll(async () => {
  server = await startOpenAiServer();
});
afterAll(() => server.close());
afterEach(() => {
  server.requests.length = 0;
  server.become({});
});

const provider = () =>
  createOpenAiAnswers({ baseUrl: server.baseUrl, model: 'local', timeoutMs: 5000, silenceMs: 5000 });
const last = () => server.requests.at(-1)?.body as ChatRequest;
const hasBounds = ({ response_format }: ChatRequest) => JSON.stringify(response_format ?? {}).includes('"maxLength"');

describe('what an OpenAI-compatible server takes', () => {
  it('is told all by default: the form with its bounds, temperature 0, a stream with its usage', async () => {
    await provider().draft(INPUT, PASSAGES);
    expect(last()).toMatchObject({ temperature: 0, stream: true, stream_options: { include_usage: true } });
    expect(last().max_tokens).toBe(4000);
    expect(hasBounds(last())).toBe(true);
    expect(last().messages[0]?.content).toContain('{"answer":[{"text":"…"');
  });

  const without = (body: ChatRequest) => ({
    format: body.response_format?.type ?? 'text',
    hasBounds: hasBounds(body),
    hasTemperature: body.temperature !== undefined,
    hasStreamOptions: body.stream_options !== undefined,
    hasSystem: body.messages.length === 2,
    limit: body.max_tokens === undefined ? 'max_completion_tokens' : 'max_tokens',
  });
  const ALL = {
    format: 'json_schema',
    hasBounds: true,
    hasTemperature: true,
    hasStreamOptions: true,
    hasSystem: true,
    limit: 'max_tokens',
  };

  it.each<[Refused[], Partial<ReturnType<typeof without>>, number]>([
    [['temperature'], { hasTemperature: false }, 2],
    [['stream_options'], { hasStreamOptions: false }, 2],
    [['system'], { hasSystem: false }, 2],
    [['max_tokens'], { limit: 'max_completion_tokens' }, 2],
    [['bounds'], { hasBounds: false }, 2],
    [['json_schema'], { format: 'json_object', hasBounds: false }, 3],
    [['json_schema', 'json_object'], { format: 'text', hasBounds: false }, 4],
    [
      ['temperature', 'json_schema', 'json_object', 'stream_options'],
      { format: 'text', hasBounds: false, hasTemperature: false, hasStreamOptions: false },
      6,
    ],
  ])('is found out where it refuses %j, and remembered', async (refuses, expected, requests) => {
    server.become({ refuses });
    const answers = provider();
    expect((await answers.draft(INPUT, PASSAGES)).supported).toBe(true);
    expect(server.requests).toHaveLength(requests);
    expect(without(last())).toEqual({ ...ALL, ...expected });
    expect((await answers.draft(INPUT, PASSAGES)).supported).toBe(true);
    expect(server.requests).toHaveLength(requests + 1);
    expect(without(last())).toEqual({ ...ALL, ...expected });
  });

  it.each<[Refused]>([['json_object'], ['temperature'], ['stream_options'], ['system']])(
    'is found out where it does not say that it refuses %s',
    async (refused) => {
      const refuses: Refused[] = refused === 'json_object' ? ['json_schema', 'json_object'] : [refused];
      server.become({ refuses, isSilent: true });
      const answers = provider();
      expect((await answers.draft(INPUT, PASSAGES)).supported).toBe(true);
      const before = server.requests.length;
      await answers.revise?.([{ text: 'The light reactions.', citations: [], problem: 'It has no quote.' }], PASSAGES);
      expect(server.requests).toHaveLength(before + 1);
    },
  );

  it('is nothing that we know where it refuses everything, which costs nothing', async () => {
    server.script(...Array.from({ length: 20 }, () => ({ kind: 'status', code: 400 }) as const));
    await expect(provider().draft(INPUT, PASSAGES)).rejects.toMatchObject({
      type: 'AiMisconfigured',
      mayBeBilled: false,
    });
    expect(server.requests.length).toBeLessThan(13);
    server.dropScript();
  });

  it('is not what failed where the server has a fault', async () => {
    server.script({ kind: 'status', code: 500 });
    await expect(provider().draft(INPUT, PASSAGES)).rejects.toMatchObject({ type: 'AiUnavailable' });
    expect(server.requests).toHaveLength(1);
  });
});
