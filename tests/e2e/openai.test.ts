import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { body } from '../support/body.js';
import { eventually } from '../support/eventually.js';
import { askMaterials, ingest } from '../support/ingest.js';
import { type Behavior, type OpenAiServerDouble, startOpenAiServer } from '../support/openai-server.js';
import { createStudent, type Student, upload } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let ai: OpenAiServerDouble;
let app: TestApp;
let student: Student;
let materialId: string;
const PAGE = 'The heart of an octopus stops when it swims. It has three hearts and blue blood.';

beforeAll(async () => {
  ai = await startOpenAiServer();
  const server = { OPENAI_BASE_URL: ai.baseUrl, OPENAI_API_KEY: 'test-key', AI_FIRST_TOKEN_SECONDS: '5' };
  app = await startTestApp({ ...server, GUIDES_PROVIDER: 'offline' });
  await app.startWorker();
  student = await createStudent(app);
  const material = await ingest(student, await makePdf([{ text: PAGE }]));
  expect(material.status).toBe('ready');
  materialId = material.id;
});
afterAll(async () => {
  await app.close();
  await ai.close();
});
beforeEach(() => {
  ai.requests.length = 0;
});

const chats = () => ai.requests.filter(({ path }) => path.endsWith('/chat/completions'));
const ask = (question: string) => askMaterials(student, question, [materialId]);
/** The question's embedding goes first; what is scripted is the chat that follows. */
const EMBED = { kind: 'plainNumbers' } as const;
const answer = (quote: string): Behavior => ({
  kind: 'ok',
  answer: { supported: true, answer: [{ text: 'It stops.', citations: [{ ref: 1, quote }] }] },
});

describe('the openai provider, over HTTP', () => {
  test('embeds, answers, and its true quote is stored with where it stands', async () => {
    ai.script(EMBED, answer('heart of an octopus stops when it swims'));
    const message = await ask('What happens when an octopus swims?');
    expect(message).toMatchObject({
      status: 'answered',
      answer: 'It stops. [1]',
      grounding: 'materials',
      provider: 'openai',
      model: 'gpt-4.1-mini',
    });
    expect(message?.citations).toMatchObject([
      { materialId, pageNo: 1, quote: 'heart of an octopus stops when it swims' },
    ]);
    expect(chats()).toHaveLength(1);
  });

  test('a quote that nobody wrote is dropped, and an answer that stands on it alone is not given', async () => {
    ai.script(EMBED, answer('an octopus has nine brains'));
    const message = await ask('How many brains?');
    expect(message).toMatchObject({ status: 'abstained', answer: null, citations: [] });
    expect(message?.nearest).toMatchObject([{ materialId, pageNo: 1 }]);
    // The sentence was asked for once more.
    expect(chats()).toHaveLength(2);
  });

  test('of two quotes the true one stays', async () => {
    const citations = [
      { ref: 1, quote: 'an octopus has nine brains' },
      { ref: 1, quote: 'three hearts and blue blood' },
      { ref: 99, quote: 'three hearts' },
    ];
    ai.script(EMBED, { kind: 'ok', answer: { supported: true, answer: [{ text: 'Three.', citations }] } });
    expect((await ask('How many hearts?'))?.citations.map(({ quote }) => quote)).toEqual([
      'three hearts and blue blood',
    ]);
  });

  test('an outage, a limit and nonsense are tried again by the workflow, never by the client', async () => {
    ai.script(
      EMBED,
      { kind: 'status', code: 500 },
      { kind: 'status', code: 429, retryAfter: '1' },
      { kind: 'content', text: 'not JSON' },
      answer('three hearts'),
    );
    expect(await ask('How many?')).toMatchObject({ status: 'answered' });
    expect(chats()).toHaveLength(4);
  });

  test.each([
    [{ kind: 'refusal' } as const, 'ai-refused'],
    [{ kind: 'status', code: 401 } as const, 'ai-misconfigured'],
  ])('%j is final, and the row says why', async (behavior, failure) => {
    ai.script(EMBED, behavior);
    expect(await ask('Why?')).toMatchObject({ status: 'failed', failure, answer: null, citations: [] });
    expect(chats()).toHaveLength(1);
  });
});

test('a document that is being embedded keeps no question waiting', async () => {
  const slow = await startTestApp({
    OPENAI_BASE_URL: ai.baseUrl,
    OPENAI_API_KEY: 'test-key',
    AI_CONCURRENCY: '1',
    AI_FIRST_TOKEN_SECONDS: '120',
    GUIDES_PROVIDER: 'offline',
  });
  try {
    await slow.startWorker();
    const reader = await createStudent(slow);
    ai.script({ kind: 'hang' });
    const document = await body(await upload(reader, await makePdf([{ text: PAGE }])));
    await eventually(async () => ai.requests.length === 1);
    const { data } = await reader.client.POST('/materials/query', {
      params: { header: { Prefer: 'wait=20' } },
      body: { question: 'What of the octopus?' },
    });
    expect(data?.status).toBe('abstained');
    const { data: still } = await reader.client.GET('/materials/{id}', { params: { path: { id: document.id } } });
    expect(still?.status).toBe('processing');
  } finally {
    await slow.close();
  }
});
