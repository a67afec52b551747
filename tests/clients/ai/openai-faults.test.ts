import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createOpenAiAnswers } from '../../../clients/ai/openai-answers.js';
import type { Passage } from '../../../clients/ai/provider.js';
import { Failure } from '../../../domain/runs/failures.js';
import { type Behavior, type OpenAiServerDouble, startOpenAiServer } from '../../support/openai-server.js';
import type { StreamFaults } from '../../support/openai-stream.js';

const INPUT = { question: 'Where do the light reactions take place?', turns: [] };
const PASSAGES: Passage[] = [
  { ref: 1, text: 'Stomata open in the morning. They close when water is short.' },
  { ref: 2, text: 'The light reactions take place in the thylakoid membranes. Sugar is made in the stroma.' },
];
const QUOTE = 'take place in the thylakoid membranes';
const PART = { text: 'In the thylakoid membranes.', citations: [{ ref: 2, quote: QUOTE }] };
const FORM = JSON.stringify({
  answer: [PART],
  steps: [],
  keyPoints: [],
  followUps: [],
  confidence: 0.9,
  supported: true,
});
const LOOP = 'and the light reactions take place ';

let server: OpenAiServerDouble;
beforeAll(async () => {
  server = await startOpenAiServer();
});
afterAll(() => server.close());
afterEach(() => {
  server.requests.length = 0;
  server.become({});
});

const provider = (timeouts: { timeoutMs?: number; silenceMs?: number } = {}) =>
  createOpenAiAnswers({ baseUrl: server.baseUrl, model: 'small', timeoutMs: 5000, silenceMs: 5000, ...timeouts });
const content = (text: string, more: { finish?: string; stream?: StreamFaults } = {}): Behavior => ({
  kind: 'content',
  text,
  ...more,
});
const says = (value: object, more = {}) => content(JSON.stringify(value), more);

/** What comes of a draft after these behaviors: its answer, or the type of its failure. */
async function outcomeOf(...behaviors: Behavior[]) {
  server.script(...behaviors);
  return provider()
    .draft(INPUT, PASSAGES)
    .then(
      ({ answer }) => answer,
      (error: unknown) => (error instanceof Failure ? error.type : error),
    );
}

describe('what small models write, as it was recorded', () => {
  it.each<[string, Behavior]>([
    ['between fences', content(`\`\`\`json\n${FORM}\n\`\`\``)],
    [
      'with prose around it',
      content(`Here is the answer you asked for:\n\n${FORM}\n\nLet me know if [more] is needed!`),
    ],
    ['after its reasoning', content(`<think>\nThe passages say {"answer": "thylakoid"} or so.\n</think>\n\n${FORM}`)],
    ['after reasoning that comes by itself', content(FORM, { stream: { reasoning: 'The passages say so.' } })],
    ['in parts, after parts of reasoning', content(FORM, { stream: { hasParts: true, reasoning: 'They say so.' } })],
    ['as the arguments of a tool', { kind: 'toolCall', arguments: FORM }],
    ['as a call of a tool in text', says({ name: 'answer', arguments: JSON.parse(FORM) })],
    [
      'with its letters escaped',
      content(FORM.replace(/[tk]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`)),
    ],
    ['without its last brackets', content(FORM.slice(0, FORM.indexOf(',"steps"') - 1))],
    ['with a text for a list', says({ answer: [{ ...PART, citations: [`[2] ${QUOTE}`] }], steps: 'none' })],
    [
      'with the number of a passage in brackets',
      says({ answer: [{ ...PART, citations: [{ ref: '[2]', quote: QUOTE }] }] }),
    ],
    ['with the number of another passage', says({ answer: [{ ...PART, citations: [{ ref: 1, quote: QUOTE }] }] })],
    ['with citations as mere quotes', says({ answer: [{ ...PART, citations: [QUOTE] }] })],
    ['with no to its own right quotes', says({ supported: false, answer: [PART] })],
    ['with confidence in words', says({ answer: [PART], confidence: 'high', supported: 'yes' })],
    ['with commas too many', content(FORM.replaceAll(']', ',]'))],
  ])('is read %s', async (_how, behavior) => {
    expect(await outcomeOf(behavior)).toEqual([PART]);
    expect(server.requests).toHaveLength(1);
  });

  it('counts where the answer is in its steps or key points', async () => {
    server.script(says({ answer: [], steps: [PART], keyPoints: [], supported: true }));
    expect(await provider().draft(INPUT, PASSAGES)).toMatchObject({ supported: true, answer: [], steps: [PART] });
    server.script(says({ supported: false, keyPoints: [PART] }));
    const doubted = await provider().draft(INPUT, PASSAGES);
    expect(doubted).toMatchObject({ supported: true, keyPoints: [PART], confidence: 0.49 });
  });

  it('is no answer where it has nothing that stands', async () => {
    const wrong = { text: 'At night.', citations: [{ ref: 1, quote: 'open at night' }] };
    expect(await outcomeOf(says({ supported: false, answer: [wrong] }))).toEqual([]);
    expect(await outcomeOf(says({ answer: [], supported: null }))).toEqual([]);
  });
});

describe('a draft that is cut off', () => {
  const opened = `{"answer": [${JSON.stringify(PART)}`;

  it('is taken where its answer is whole', async () => {
    expect(await outcomeOf(content(`${opened}], "steps": [{"text": "First`, { finish: 'length' }))).toEqual([PART]);
    expect(server.requests).toHaveLength(1);
  });

  it.each(['length', 'model_length'])('is asked for once more, more briefly, where it is not: %s', async (finish) => {
    expect(await outcomeOf(content(`${opened}, {"text": "And`, { finish }), content(FORM))).toEqual([PART]);
    const prompts = server.requests.map(({ body }) => JSON.stringify(body).includes('more briefly'));
    expect(prompts).toEqual([false, true]);
  });

  it('is too long when that is cut off as well', async () => {
    const cut = content(opened, { finish: 'length' });
    expect(await outcomeOf(cut, cut)).toBe('AiTooLong');
    expect(server.requests).toHaveLength(2);
  });

  it('is cut off by us where it only repeats itself, long before its end', async () => {
    const endless = content(`${opened}, {"text": "${LOOP.repeat(20_000)}`, { stream: { everyMs: 1 } });
    const closed = new Promise<void>((resolve) => server.onClosed(resolve));
    expect(await outcomeOf(endless, content(FORM))).toEqual([PART]);
    await closed;
  });

  it('is cut off by us where the server knows no limit', async () => {
    const words = Array.from({ length: 9_000 }, (_, at) => `word${at * 7}`).join(' ');
    expect(await outcomeOf(content(`{"answer": "${words}`), content(FORM))).toEqual([PART]);
  });
});

describe('the stream of a response', () => {
  const streamed = (stream: StreamFaults) => content(FORM, { stream });

  it.each<[string, StreamFaults]>([
    ['without its last line', { end: 'not-done' }],
    ['without any sign of its end, once the form is whole', { end: 'none' }],
    ['with comments that keep the connection', { hasComments: true }],
    ['with its first token late', { hasEarlyRole: true, firstMs: 300 }],
  ])('is read %s', async (_how, stream) => {
    expect(await outcomeOf(streamed(stream))).toEqual([PART]);
  });

  it('is read whole from a server that sends no streams, and without its usage', async () => {
    server.become({ isWhole: true, isUncounted: true });
    const used: unknown[] = [];
    server.script(content(FORM));
    const draft = await provider().draft(INPUT, PASSAGES, {
      meter: async (_estimate, call) => {
        const metered = await call();
        used.push(metered.used);
        return metered.result;
      },
    });
    expect(draft.answer).toEqual([PART]);
    expect(used).toEqual([undefined]);
  });

  it.each<[string, string, StreamFaults]>([
    ['AiUnavailable', 'its connection is cut', { middle: 'close' }],
    ['AiUnavailable', 'the server tells of an error of its own', { middle: { error: { message: 'x', code: 500 } } }],
    ['AiUnavailable', 'the server tells of an error without a code', { middle: { error: { message: 'x' } } }],
    ['AiRateLimited', 'the server has too much to do', { middle: { error: { message: 'x', code: 429 } } }],
  ])('fails as %s when %s', async (type, _what, stream) => {
    expect(await outcomeOf(streamed(stream))).toBe(type);
    expect(server.requests).toHaveLength(1);
  });

  it('fails when it ends in the middle without a word', async () => {
    expect(await outcomeOf(content(FORM.slice(0, 60), { stream: { end: 'none' } }))).toBe('AiUnavailable');
  });

  it('may take longer than any of its timeouts, as long as it goes on coming', async () => {
    const everyMs = 25;
    const bits = Math.ceil(FORM.length / 12);
    const waitMs = 400;
    expect(bits * everyMs).toBeGreaterThan(waitMs);
    server.script(streamed({ everyMs }));
    const slow = provider({ timeoutMs: waitMs, silenceMs: waitMs });
    expect((await slow.draft(INPUT, PASSAGES)).answer).toEqual([PART]);
  });

  it('is given up when it falls silent, and when it does not begin in time', async () => {
    server.script(streamed({ middle: 'stall' }), streamed({ hasEarlyRole: true, hasComments: true, firstMs: 60_000 }));
    const silent = provider({ silenceMs: 100 }).draft(INPUT, PASSAGES);
    await expect(silent).rejects.toMatchObject({ type: 'AiUnavailable', mayBeBilled: true });
    const late = provider({ timeoutMs: 100 }).draft(INPUT, PASSAGES);
    await expect(late).rejects.toMatchObject({ type: 'AiUnavailable', mayBeBilled: true });
  });

  it('is left when the caller aborts', async () => {
    server.script(streamed({ middle: 'stall' }));
    const stop = new AbortController();
    const arrived = server.nextRequest();
    const answer = provider().draft(INPUT, PASSAGES, { signal: stop.signal });
    const outcome = expect(answer).rejects.toThrow('cancelled');
    await arrived;
    stop.abort(new Error('cancelled'));
    await outcome;
  });
});

describe('a refusal in a form of the server', () => {
  const refused = (code: number, body: unknown): Behavior => ({ kind: 'refusedIn', code, body });
  const TOO_LONG = "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens.";
  const POLICY = 'Your prompt was flagged as potentially violating our usage policy.';
  const AZURE = "litellm.BadRequestError: ContentPolicyViolationError: Azure's content management policy";

  it.each<[string, unknown]>([
    ['as vLLM says it', { object: 'error', message: TOO_LONG, type: 'BadRequestError', code: 400 }],
    ['as Mistral says it', { object: 'error', message: { detail: [{ msg: TOO_LONG }] } }],
    ['as FastAPI says it', { detail: TOO_LONG }],
    ['as Gemini says it', [{ error: { code: 400, message: TOO_LONG, status: 'INVALID_ARGUMENT' } }]],
  ])('is known for one of length, %s', async (_how, body) => {
    expect(await outcomeOf(refused(400, body), content(FORM))).toEqual([PART]);
    const limits = server.requests.map(({ body }) => (body as { max_tokens: number }).max_tokens);
    expect(limits).toEqual([4000, Math.floor(4096 / 3)]);
  });

  it('names the parameter that is not taken', async () => {
    const unknown = { detail: [{ loc: ['body', 'stream_options'], msg: 'Extra inputs are not permitted' }] };
    expect(await outcomeOf(refused(422, unknown), content(FORM))).toEqual([PART]);
    expect(server.requests[1]?.body).not.toHaveProperty('stream_options');
    expect(server.requests[1]?.body).toHaveProperty('response_format');
  });

  it.each<[string, number, unknown]>([
    ['AiRefused', 400, { error: { message: POLICY, code: 'invalid_prompt' } }],
    ['AiRefused', 400, { error: { message: AZURE, code: '400' } }],
    ['AiRefused', 400, { error: { message: 'No.', code: 'content_filter' } }],
    ['AiMisconfigured', 429, { error: { message: 'You exceeded your quota', code: 'insufficient_quota' } }],
    ['AiRateLimited', 429, { error: { message: 'Too fast', code: 'rate_limit_exceeded' } }],
    ['AiUnavailable', 503, ''],
  ])('is %s, after one request, for %d %j', async (type, code, body) => {
    expect(await outcomeOf(refused(code, body))).toBe(type);
    expect(server.requests).toHaveLength(1);
  });
});

it('A verdict is yes or no, however it is said', async () => {
  const verdicts = [true, 'No', 'unclear', false].map((stated, at) => ({ sentence: at + 1, stated }));
  server.script(says({ verdicts }));
  const sentences = [...verdicts, 5].map(() => ({
    text: 'Sugar is made.',
    evidence: ['Sugar is made in the stroma.'],
  }));
  expect(await provider().judge?.(sentences)).toEqual([true, false, null, false, null]);
});

describe('output that cannot be read', () => {
  it('is known again by its hash, which says nothing of it', async () => {
    const outputOf = async (text: string) => {
      server.script(content(text));
      const error: unknown = await provider()
        .draft(INPUT, PASSAGES)
        .catch((error: unknown) => error);
      return error instanceof Failure ? error.output : undefined;
    };
    const [first, again, other] = [await outputOf('Nope.'), await outputOf('Nope.'), await outputOf('Never.')];
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
});
