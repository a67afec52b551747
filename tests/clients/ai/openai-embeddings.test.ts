import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createOpenAiEmbeddings } from '../../../clients/ai/openai-embeddings.js';
import type { Meter } from '../../../domain/tutor/ai-spending.js';
import {
  type Behavior,
  NATIVE_DIMENSIONS,
  type OpenAiServerDouble,
  startOpenAiServer,
} from '../../support/openai-server.js';

let server: OpenAiServerDouble;
beforeAll(async () => {
  server = await startOpenAiServer();
});
afterAll(() => server.close());
afterEach(() => {
  server.requests.length = 0;
  server.become({});
});

const provider = (model: string, dimensions: number, timeoutMs = 5000) =>
  createOpenAiEmbeddings({ apiKey: 'k', baseUrl: server.baseUrl, model, dimensions, timeoutMs });
const local = () => provider('nomic-embed-text', NATIVE_DIMENSIONS);
const norm = (vector: number[]) => Math.hypot(...vector);
const dot = (a: number[], b: number[]) => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

const TEXTS = [
  'Water boils at one hundred degrees.',
  'At one hundred degrees water boils!',
  'Napoleon was crowned in Paris.',
];

describe('embeddings of an OpenAI-compatible server', () => {
  it('are unit vectors in the order of the texts', async () => {
    const [first = [], second = [], third = []] = await local().embed(TEXTS, 'passage');
    for (const vector of [first, second, third]) {
      expect(vector).toHaveLength(NATIVE_DIMENSIONS);
      expect(norm(vector)).toBeCloseTo(1, 6);
    }
    expect(dot(first, second)).toBeCloseTo(1, 6);
    expect(dot(first, third)).toBeLessThan(0.5);
  });

  it('are the same whether they come as base64 or as numbers', async () => {
    const encoded = await local().embed(TEXTS, 'passage');
    server.script({ kind: 'plainNumbers' });
    const plain = await local().embed(TEXTS, 'passage');
    for (const [index, vector] of plain.entries()) expect(dot(vector, encoded[index] ?? [])).toBeCloseTo(1, 6);
    expect(server.requests[0]).toMatchObject({ path: '/v1/embeddings', body: { encoding_format: 'base64' } });
  });

  it('ask for a dimension only of models that can shorten theirs', async () => {
    const small = provider('text-embedding-3-small', 256);
    expect((await small.embed(['one'], 'passage'))[0]).toHaveLength(256);
    await local().embed(['one'], 'passage');
    expect(server.requests[0]?.body).toMatchObject({ dimensions: 256 });
    expect(server.requests[1]?.body).not.toHaveProperty('dimensions');
  });

  it('are identified by model and dimension', () => {
    expect(provider('text-embedding-3-small', 512)).toMatchObject({
      model: 'text-embedding-3-small@512',
      dimensions: 512,
      batchSize: 128,
    });
    expect(provider('text-embedding-3-small', 256).model).not.toBe(provider('text-embedding-3-small', 512).model);
  });

  it('cost no call without texts', async () => {
    expect(await local().embed([], 'passage')).toEqual([]);
    expect(server.requests).toHaveLength(0);
  });

  it('carry a full batch', async () => {
    const texts = Array.from({ length: local().batchSize }, (_, index) => `text number ${index}`);
    expect(await local().embed(texts, 'passage')).toHaveLength(128);
    expect(server.requests).toHaveLength(1);
  });

  it('go in as many texts at a time as the server takes, which is remembered', async () => {
    server.become({ maxTexts: 33 });
    const embeddings = local();
    const texts = Array.from({ length: 70 }, (_, index) => `text number ${index}`);
    const vectors = await embeddings.embed(texts, 'passage');
    expect(vectors).toHaveLength(70);
    server.become({});
    expect(dot(vectors[69] ?? [], (await local().embed(['text number 69'], 'passage'))[0] ?? [])).toBeCloseTo(1, 6);
    const sizes = server.requests.map(({ body }) => (body as { input: string[] }).input.length);
    expect(sizes.slice(0, 6)).toEqual([70, 35, 18, 18, 18, 16]);
    expect(embeddings.batchSize).toBe(18);
  });

  it('count nothing for what is refused', async () => {
    server.become({ maxTexts: 1 });
    const used: unknown[] = [];
    const meter: Meter = async (_estimate, call) => {
      const metered = await call();
      used.push(metered.used?.input);
      return metered.result;
    };
    await local().embed(['one two', 'three'], 'passage', { meter });
    expect(used).toEqual([0, 2, 1]);
  });

  it('are refused for good where not even one text is taken, and nothing is remembered', async () => {
    server.become({ maxTexts: 0 });
    const embeddings = local();
    await expect(embeddings.embed(TEXTS, 'passage')).rejects.toMatchObject({ type: 'AiMisconfigured' });
    expect(server.requests).toHaveLength(3);
    expect(embeddings.batchSize).toBe(128);
  });

  it('fail clearly at the first call when the size is not what is configured', async () => {
    await expect(provider('nomic-embed-text', 768).embed(['one'], 'passage')).rejects.toMatchObject({
      type: 'AiMisconfigured',
    });
  });

  it.each<[string, Behavior]>([
    ['AiMisconfigured', { kind: 'wrongDimension' }],
    ['AiMisconfigured', { kind: 'status', code: 401 }],
    ['AiBadOutput', { kind: 'wrongCount' }],
    ['AiBadOutput', { kind: 'malformedJson' }],
    ['AiUnavailable', { kind: 'closeConnection' }],
    ['AiUnavailable', { kind: 'status', code: 502 }],
    ['AiRateLimited', { kind: 'status', code: 429 }],
    ['AiMisconfigured', { kind: 'status', code: 400, errorCode: 'model_not_found' }],
  ])('%s for %j, after one request', async (type, behavior) => {
    server.script(behavior);
    await expect(local().embed(TEXTS, 'passage')).rejects.toMatchObject({ type });
    expect(server.requests).toHaveLength(1);
  });

  it('are bounded in time and can be cancelled', async () => {
    server.script({ kind: 'hangInBody' }, { kind: 'hang' });
    await expect(provider('m', 8, 200).embed(['one'], 'passage')).rejects.toMatchObject({ type: 'AiUnavailable' });
    const controller = new AbortController();
    const reason = new Error('cancelled');
    const arrived = server.nextRequest();
    const outcome = expect(local().embed(['one'], 'passage', { signal: controller.signal })).rejects.toBe(reason);
    await arrived;
    controller.abort(reason);
    await outcome;
  });
});
