import type OpenAI from 'openai';
import { APIError } from 'openai/core/error';
import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParamsStreaming,
} from 'openai/resources/chat/completions';
import { Failure } from '../../domain/runs/failures.js';
import type { Tokens } from '../../domain/tutor/ai-spending.js';
import { isRecord } from '../../lib/is-record.js';
import { repeatsItself } from './repetition.js';

/** What a model wrote. */
export interface Completion {
  content: string;
  /** Whether it was cut off: at its limit, or by us since it only repeated itself. */
  isCut: boolean;
  isRefused: boolean;
  /** Undefined where the server does not tell. */
  used: Tokens | undefined;
}

/** Characters of a token at most, on average; who writes on beyond its limit of tokens is not listened to. */
const MAX_CHARACTERS_OF_TOKEN = 8;
/** Characters after which the text is looked at again. */
const LOOK_EVERY = 300;

/** Reads one streamed response, bit by bit. Servers that know no streams send a whole one, which is read as well. */
export async function readStream(
  client: OpenAI,
  request: ChatCompletionCreateParamsStreaming,
  { maxTokens, signal, heard }: { maxTokens: number; signal: AbortSignal; heard: () => void },
): Promise<Completion> {
  const { data: stream, response } = await client.chat.completions.create(request, { signal }).withResponse();
  if (/^application\/json\b/.test(response.headers.get('content-type') ?? '')) {
    return ofWhole((await response.json()) as ChatCompletion, response.headers);
  }
  const received = nothingReceived();
  let looked = 0;
  for await (const chunk of stream) {
    if (add(received, chunk)) heard();
    if (received.content.length < looked + LOOK_EVERY) continue;
    looked = received.content.length;
    // Leaving the loop closes the connection.
    if (looked > maxTokens * MAX_CHARACTERS_OF_TOKEN || repeatsItself(received.content)) {
      return { ...completionOf(received), isCut: true, used: undefined };
    }
  }
  signal.throwIfAborted();
  // The end of a connection is no end of an answer.
  if (received.finish === undefined && !endsAsJson(received.content))
    throw new Failure('AiUnavailable', { mayBeBilled: true });
  return completionOf(received);
}

interface Received {
  content: string;
  tool: string;
  refusal: string;
  finish: string | undefined;
  used: Tokens | undefined;
}

const nothingReceived = (): Received => ({ content: '', tool: '', refusal: '', finish: undefined, used: undefined });

/** Servers differ in what they leave out. */
interface Said {
  content?: unknown;
  refusal?: unknown;
  /** The reasoning of a model, which is not kept, under its two usual names. */
  reasoning?: unknown;
  reasoning_content?: unknown;
  tool_calls?: unknown;
}

/** The arguments of the first tool that is called. */
function calledWith(calls: unknown): string {
  const first: unknown = Array.isArray(calls) ? calls[0] : undefined;
  const called = isRecord(first) && isRecord(first.function) ? first.function.arguments : undefined;
  return typeof called === 'string' ? called : '';
}

/** A message's text; Mistral sends it in parts, of which those of its reasoning are not kept. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  const parts: unknown[] = Array.isArray(content) ? content : [];
  return parts.map((part) => (isRecord(part) && typeof part.text === 'string' ? part.text : '')).join('');
}

/** @returns whether the model said anything in this bit */
function add(received: Received, chunk: ChatCompletionChunk): boolean {
  const { prompt_tokens: input, completion_tokens: output } = chunk.usage ?? {};
  if (input !== undefined && output !== undefined) received.used = { input, output };
  const [choice] = chunk.choices ?? [];
  if (!choice) return false;
  received.finish = choice.finish_reason ?? received.finish;
  return addSaid(received, choice.delta ?? {});
}

function addSaid(received: Received, said: Said): boolean {
  const before = received.content.length + received.tool.length + received.refusal.length;
  received.content += textOf(said.content);
  if (typeof said.refusal === 'string') received.refusal += said.refusal;
  received.tool += calledWith(said.tool_calls);
  return (
    received.content.length + received.tool.length + received.refusal.length > before ||
    Boolean(said.reasoning || said.reasoning_content) ||
    (Array.isArray(said.content) && said.content.length > 0)
  );
}

function ofWhole(whole: ChatCompletion & { error?: object }, headers: Headers): Completion {
  if (whole.error) throw new APIError(undefined, whole.error, undefined, headers);
  const received = nothingReceived();
  const [choice] = whole.choices ?? [];
  if (!choice) throw new Failure('AiBadOutput', { mayBeBilled: true });
  received.finish = choice.finish_reason ?? undefined;
  addSaid(received, choice.message ?? {});
  const { prompt_tokens: input, completion_tokens: output } = whole.usage ?? {};
  if (input !== undefined && output !== undefined) received.used = { input, output };
  return completionOf(received);
}

const completionOf = ({ content, tool, refusal, finish, used }: Received): Completion => ({
  // Some models take the form for a tool that they are to call.
  content: content.trim() === '' ? tool : content,
  // `model_length` is Mistral's, where the model's context ends.
  isCut: finish === 'length' || finish === 'model_length',
  isRefused: refusal !== '' || finish === 'content_filter',
  used,
});

const endsAsJson = (content: string): boolean => /}\s*(?:```\s*)?$/.test(content);
