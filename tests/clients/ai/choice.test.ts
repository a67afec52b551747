import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAnswerProvider, createEmbeddingProvider } from '../../../clients/ai/index.js';
import type { EmbeddingProvider } from '../../../clients/ai/provider.js';
import { loadConfig } from '../../../config.js';
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
