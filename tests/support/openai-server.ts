import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { hashText } from '../../lib/hash-text.js';
import { answerInForm, type ScriptedAnswer, whole, words } from './openai-answers.js';
import { type Spoken, type StreamFaults, streamMessage } from './openai-stream.js';
import { ChatBody, refusalOf, refusedIn, type Traits } from './openai-traits.js';

/** What the server does with one request instead of its default. */
export type Behavior =
  | { kind: 'ok'; answer: ScriptedAnswer; stream?: StreamFaults }
  | { kind: 'refusal' }
  | { kind: 'contentFilter' }
  | { kind: 'lengthCut' }
  /** The content of the message is this text; by default text that is no JSON. */
  | { kind: 'content'; text?: string; finish?: string; stream?: StreamFaults }
  /** The form comes as the arguments of a tool. */
  | { kind: 'toolCall'; arguments: string }
  /** The whole body is no JSON. */
  | { kind: 'malformedJson' }
  | { kind: 'status'; code: number; retryAfter?: string; retryAfterMs?: string; errorCode?: string; more?: object }
  /** A refusal in a form of the server's own. */
  | { kind: 'refusedIn'; code: number; body: unknown }
  /** Never answers. */
  | { kind: 'hang' }
  /** Sends headers and half a body, then nothing. */
  | { kind: 'hangInBody' }
  | { kind: 'closeConnection' }
  | { kind: 'closeInBody' }
  | { kind: 'wrongDimension' }
  | { kind: 'wrongCount' }
  /** Plain numbers although base64 was asked for, as some servers do. */
  | { kind: 'plainNumbers' };

export interface RecordedRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: unknown;
}

export interface OpenAiServerDouble {
  /** Ends in /v1. */
  baseUrl: string;
  /** Every request for work so far, oldest first. */
  requests: RecordedRequest[];
  /** The paths of every question about the server itself. */
  lookups: string[];
  /** Makes the server another one, until it is told otherwise. */
  become(traits: Traits): void;
  /** Resolves with the next request that arrives. */
  nextRequest(): Promise<RecordedRequest>;
  /** Queues behaviors, one a request; with an empty queue the server answers by its default. */
  script(...behaviors: Behavior[]): void;
  /** Forgets what is queued. */
  dropScript(): void;
  /** Tells of the next connection that the caller closes while its response is still being written. */
  onClosed(tell: () => void): void;
  close(): Promise<void>;
}

const EmbeddingsBody = z.object({
  model: z.string(),
  input: z.union([
    z
      .string()
      .min(1)
      .transform((text) => [text]),
    z.array(z.string().min(1)).min(1).max(2048),
  ]),
  encoding_format: z.enum(['float', 'base64']).default('float'),
  dimensions: z.int().min(1).max(3072).optional(),
});

/** Dimensions of an embedding when none are asked for, as of a small local model. */
export const NATIVE_DIMENSIONS = 384;

/**
 * Starts an HTTP server on 127.0.0.1 that speaks the part of the OpenAI protocol we use. By default it answers from
 * the passages of the prompt by word overlap and embeds texts as hashed bags of words: the same input, the same output.
 */
export async function startOpenAiServer(): Promise<OpenAiServerDouble> {
  const requests: RecordedRequest[] = [];
  const lookups: string[] = [];
  let traits: Traits = {};
  const queue: Behavior[] = [];
  const waiting: ((request: RecordedRequest) => void)[] = [];

  const closed: (() => void)[] = [];

  const server = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableEnded) for (const tell of closed.splice(0)) tell();
    });
    readJson(request)
      .then(async (body) => {
        if (request.method === 'GET') {
          lookups.push(request.url ?? '');
          const told = traits.tells?.[request.url ?? ''];
          return sendJson(response, told ? 200 : 404, told ?? { error: { message: 'no such page' } });
        }
        const recorded = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
        requests.push(recorded);
        const behavior = queue.shift();
        for (const resolve of waiting.splice(0)) resolve(recorded);
        await respond(recorded, { behavior, traits }, response);
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    lookups,
    become: (next) => {
      traits = next;
    },
    nextRequest: () => new Promise((resolve) => waiting.push(resolve)),
    script: (...behaviors) => void queue.push(...behaviors),
    dropScript: () => void queue.splice(0),
    onClosed: (tell) => void closed.push(tell),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

interface Manner {
  behavior: Behavior | undefined;
  traits: Traits;
}

function respond(
  { method, path, body }: RecordedRequest,
  { behavior, traits }: Manner,
  response: ServerResponse,
): Promise<void> | void {
  switch (behavior?.kind) {
    case 'hang':
      return;
    case 'closeConnection':
      return void response.destroy();
    case 'hangInBody':
    case 'closeInBody':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
      response.write('{"id":', () => behavior.kind === 'closeInBody' && response.destroy());
      return;
    case 'malformedJson':
      return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices": [');
    case 'refusedIn':
      return sendJson(response, behavior.code, behavior.body);
    case 'status': {
      if (behavior.retryAfter !== undefined) response.setHeader('retry-after', behavior.retryAfter);
      if (behavior.retryAfterMs !== undefined) response.setHeader('retry-after-ms', behavior.retryAfterMs);
      // Real servers quote what they were sent; nothing of it may reach our failures.
      const message = `Refused: ${JSON.stringify(body)}`;
      return sendJson(response, behavior.code, {
        error: { message, type: 'error', code: behavior.errorCode, ...behavior.more },
      });
    }
  }
  if (method === 'POST' && path === '/v1/chat/completions') return chat(body, { behavior, traits }, response);
  if (method === 'POST' && path === '/v1/embeddings') return embeddings(body, { behavior, traits }, response);
  return sendJson(response, 404, { error: { message: `no ${path}`, type: 'invalid_request_error' } });
}

async function chat(body: unknown, { behavior, traits }: Manner, response: ServerResponse): Promise<void> {
  const parsed = ChatBody.safeParse(body);
  if (!parsed.success) return refuse(response, parsed.error);
  const { model, messages, response_format: format, max_tokens, max_completion_tokens } = parsed.data;
  const refused = refusedIn(parsed.data, traits);
  if (refused) return sendJson(response, 400, { error: refusalOf(refused, traits) });
  const texts = messages.map(({ content }) => content);
  const limit = max_completion_tokens ?? max_tokens ?? 0;
  if (usage(texts).prompt_tokens + limit > (traits.contextWords ?? Number.POSITIVE_INFINITY)) {
    const code = 'context_length_exceeded';
    return sendJson(response, 400, {
      error: { message: 'The prompt is too long', type: 'invalid_request_error', code },
    });
  }
  const form = format?.type === 'json_schema' ? format.json_schema.name : formIn(texts.join('\n'));
  const { message, finish } = speak(form, texts.at(-1) ?? '', behavior);
  const used = traits.isUncounted ? undefined : usage(texts, words(message.content ?? '').length);
  const base = { id: 'chatcmpl-1', created: 0, model };
  if (!parsed.data.stream || traits.isWhole) {
    return sendJson(response, 200, {
      ...base,
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: finish, logprobs: null }],
      usage: used,
    });
  }
  const isCounted = parsed.data.stream_options?.include_usage;
  await streamMessage(response, {
    base: { ...base, object: 'chat.completion.chunk' },
    message,
    finish,
    usage: isCounted ? used : undefined,
    faults: (behavior?.kind === 'ok' || behavior?.kind === 'content' ? behavior.stream : undefined) ?? {},
  });
}

/** Which form a prompt shows. */
function formIn(prompt: string): string {
  if (prompt.includes('{"parts":')) return 'parts';
  if (prompt.includes('{"questions":')) return 'questions';
  if (prompt.includes('{"answers":')) return 'solutions';
  return prompt.includes('"supported":') ? 'answer' : 'general';
}

function speak(form: string, prompt: string, behavior: Behavior | undefined): { message: Spoken; finish: string } {
  const say = (content: string | null, finish = 'stop') => ({ message: { content, refusal: null }, finish });
  switch (behavior?.kind) {
    case 'refusal':
      return { message: { content: null, refusal: 'I cannot help with that.' }, finish: 'stop' };
    case 'contentFilter':
      return say('', 'content_filter');
    case 'lengthCut':
      return say('{"answer": [{"text": "The', 'length');
    case 'content':
      return say(behavior.text ?? 'Sure! Here is the answer.', behavior.finish);
    case 'toolCall': {
      const call = { name: form, arguments: behavior.arguments };
      return {
        message: { content: null, tool_calls: [{ index: 0, id: 'call-1', type: 'function', function: call }] },
        finish: 'tool_calls',
      };
    }
    case 'ok':
      return say(JSON.stringify(whole(behavior.answer)));
    default:
      return say(JSON.stringify(answerInForm(form, prompt)));
  }
}

function embeddings(body: unknown, { behavior, traits }: Manner, response: ServerResponse) {
  const parsed = EmbeddingsBody.safeParse(body);
  if (!parsed.success) return refuse(response, parsed.error);
  const { model, input, encoding_format: format, dimensions } = parsed.data;
  if (input.length > (traits.maxTexts ?? Number.POSITIVE_INFINITY)) {
    return sendJson(response, 422, { detail: 'batch size exceeded' });
  }
  if (dimensions !== undefined && !model.startsWith('text-embedding-3')) {
    const message = 'this model does not support specifying dimensions';
    return sendJson(response, 400, { error: { message, type: 'invalid_request_error' } });
  }
  const size = (dimensions ?? NATIVE_DIMENSIONS) + (behavior?.kind === 'wrongDimension' ? 1 : 0);
  const plain = format === 'float' || behavior?.kind === 'plainNumbers';
  const data = input.map((text, index) => {
    const vector = bagOfWords(text, size);
    const embedding = plain ? vector : Buffer.from(Float32Array.from(vector).buffer).toString('base64');
    return { object: 'embedding', index, embedding };
  });
  // Last first: clients must go by the index.
  data.reverse();
  if (behavior?.kind === 'wrongCount') data.pop();
  return sendJson(response, 200, { object: 'list', model, data, usage: usage(input) });
}

/** Counts of the text's words, each hashed to one place; deliberately not of unit length. */
function bagOfWords(text: string, size: number): number[] {
  const vector = new Array<number>(size).fill(0);
  for (const word of words(text)) {
    const place = hashText(word) % size;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  if (words(text).length === 0) vector[0] = 1;
  return vector;
}

function usage(texts: readonly string[], completion = 0) {
  const tokens = texts.reduce((sum, text) => sum + words(text).length, 0);
  return { prompt_tokens: tokens, completion_tokens: completion, total_tokens: tokens + completion };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}

function refuse(response: ServerResponse, error: z.ZodError): void {
  sendJson(response, 400, { error: { message: z.prettifyError(error), type: 'invalid_request_error' } });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
