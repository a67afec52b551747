import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  answererOf,
  createAnswerProvider,
  createEmbeddingProvider,
  minAnswerCost,
  unpricedModels,
} from '../../../clients/ai/index.js';
import type { EmbeddingProvider } from '../../../clients/ai/provider.js';
import { loadConfig } from '../../../config.js';
import { tellUnpriced } from '../../../services/ai/tell-unpriced.js';
import { type OpenAiServerDouble, startOpenAiServer } from '../../support/openai-server.js';

const encoder: EmbeddingProvider = {
  model: 'encoder-of-the-test',
  dimensions: 1,
  batchSize: 1,
  embed: async (texts) => texts.map(() => [1]),
};

const chosen = (env: Record<string, string>) => {
  const config = loadConfig(env);
  return {
    answers: createAnswerProvider(config, encoder).name,
    embeddings: createEmbeddingProvider(config, encoder).model,
  };
};

describe('the choice of AI', () => {
  const openai = 'text-embedding-3-small@512';

  it.each([
    [{}, { answers: 'offline', embeddings: encoder.model }],
    [{ OPENAI_API_KEY: 'k' }, { answers: 'openai', embeddings: openai }],
    [{ OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' }, { answers: 'openai', embeddings: openai }],
    [
      { OPENAI_API_KEY: 'k', EMBEDDINGS_PROVIDER: 'offline' },
      { answers: 'openai', embeddings: encoder.model },
    ],
    [{ EMBEDDINGS_PROVIDER: 'openai' }, { answers: 'offline', embeddings: openai }],
    [
      { OPENAI_API_KEY: 'k', EMBEDDINGS_MODEL: 'bge-m3', EMBEDDINGS_DIMENSIONS: '1024' },
      { answers: 'openai', embeddings: 'bge-m3@1024' },
    ],
  ])('for %j', (env, expected) => {
    expect(chosen(env)).toEqual(expected);
  });
});

describe('who answers', () => {
  it.each([{}, { OPENAI_API_KEY: 'k' }, { OPENAI_BASE_URL: 'http://127.0.0.1:1/v1', OPENAI_CHAT_MODEL: 'local' }])(
    'is told by the same names as answers bear, for %j',
    (env) => {
      const config = loadConfig(env);
      const { name, model } = createAnswerProvider(config, encoder);
      expect(answererOf(config)).toMatchObject({ provider: name, model });
    },
  );
});

describe('models without a price', () => {
  const unpriced = (env: Record<string, string>) => unpricedModels(loadConfig(env));

  it('are those that servers are asked by', () => {
    expect(unpriced({ OPENAI_CHAT_MODEL: 'local', EMBEDDINGS_MODEL: 'bge-m3' })).toEqual([]);
    expect(unpriced({ OPENAI_API_KEY: 'k' })).toEqual([]);
    const both = { OPENAI_API_KEY: 'k', OPENAI_CHAT_MODEL: 'local', EMBEDDINGS_MODEL: 'bge-m3' };
    expect(unpriced(both)).toEqual(['local', 'bge-m3']);
    expect(unpriced({ ...both, EMBEDDINGS_PROVIDER: 'offline', AI_PRICES: 'local=1/2' })).toEqual([]);
  });

  it('are told of by name, each in a line', () => {
    const lines: object[] = [];
    tellUnpriced(['local', 'bge-m3'], { warn: (fields: object) => void lines.push(fields) });
    expect(lines).toEqual([{ model: 'local' }, { model: 'bge-m3' }]);
  });

  it('cost tokens, and others money', () => {
    const least = (env: Record<string, string>) => minAnswerCost(loadConfig(env));
    expect(least({ OPENAI_CHAT_MODEL: 'local' })).toEqual({ micros: 0, tokens: 2_200 });
    expect(least({})).toEqual({ micros: 1_120, tokens: 0 });
  });
});

describe('where embeddings come from', () => {
  let chat: OpenAiServerDouble;
  let other: OpenAiServerDouble;
  beforeAll(async () => {
    [chat, other] = await Promise.all([startOpenAiServer(), startOpenAiServer()]);
  });
  afterAll(() => Promise.all([chat.close(), other.close()]));

  it('is the chat server by default, with its key', async () => {
    const config = loadConfig({ OPENAI_BASE_URL: chat.baseUrl, OPENAI_API_KEY: 'chat-key' });
    await createEmbeddingProvider(config, encoder).embed(['x'], 'passage');
    expect(chat.requests.at(-1)).toMatchObject({ headers: { authorization: 'Bearer chat-key' } });
  });

  it('can be a server of its own, with a key of its own', async () => {
    const config = loadConfig({
      OPENAI_BASE_URL: chat.baseUrl,
      OPENAI_API_KEY: 'chat-key',
      EMBEDDINGS_BASE_URL: other.baseUrl,
      EMBEDDINGS_API_KEY: 'other-key',
    });
    await createEmbeddingProvider(config, encoder).embed(['x'], 'passage');
    expect(other.requests).toMatchObject([{ path: '/v1/embeddings', headers: { authorization: 'Bearer other-key' } }]);
  });
});
