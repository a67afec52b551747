import type OpenAI from 'openai';
import { APIError } from 'openai/core/error';
import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParamsStreaming,
} from 'openai/resources/chat/completions';
import { Failure } from '../../domain/runs/failures.js';
import type { Tokens } from '../../domain/tutor/ai-spending.js';
import { isRecord } from './form-shapes.js';
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
  const heap = emptyCompletion();
  let looked = 0;
  for await (const chunk of stream) {
    if (add(heap, chunk)) heard();
    if (heap.content.length < looked + LOOK_EVERY) continue;
    looked = heap.content.length;
    // Leaving the loop closes the connection.
    if (looked > maxTokens * MAX_CHARACTERS_OF_TOKEN || repeatsItself(heap.content)) {
      return { ...completionOf(heap), isCut: true, used: undefined };
    }
  }
  signal.throwIfAborted();
  // The end of a connection is no end of an answer.
  if (heap.finish === undefined && !endsAsJson(heap.content)) throw new Failure('AiUnavailable', { mayBeBilled: true });
  return completionOf(heap);
}

interface Heap {
  content: string;
  tool: string;
  refusal: string;
  finish: string | undefined;
  used: Tokens | undefined;
}

const emptyCompletion = (): Heap => ({ content: '', tool: '', refusal: '', finish: undefined, used: undefined });

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

/** @returns whether the model said anything in this bit */
function add(heap: Heap, chunk: ChatCompletionChunk): boolean {
  const { prompt_tokens: input, completion_tokens: output } = chunk.usage ?? {};
  if (input !== undefined && output !== undefined) heap.used = { input, output };
  const [choice] = chunk.choices ?? [];
  if (!choice) return false;
  heap.finish = choice.finish_reason ?? heap.finish;
  return addSaid(heap, choice.delta ?? {});
}

function addSaid(heap: Heap, said: Said): boolean {
  const before = heap.content.length + heap.tool.length + heap.refusal.length;
  if (typeof said.content === 'string') heap.content += said.content;
  if (typeof said.refusal === 'string') heap.refusal += said.refusal;
  heap.tool += calledWith(said.tool_calls);
  return (
    heap.content.length + heap.tool.length + heap.refusal.length > before ||
    Boolean(said.reasoning ?? said.reasoning_content)
  );
}

function ofWhole(whole: ChatCompletion & { error?: object }, headers: Headers): Completion {
  if (whole.error) throw new APIError(undefined, whole.error, undefined, headers);
  const heap = emptyCompletion();
  const [choice] = whole.choices ?? [];
  if (!choice) throw new Failure('AiBadOutput', { mayBeBilled: true });
  heap.finish = choice.finish_reason ?? undefined;
  addSaid(heap, choice.message ?? {});
  const { prompt_tokens: input, completion_tokens: output } = whole.usage ?? {};
  if (input !== undefined && output !== undefined) heap.used = { input, output };
  return completionOf(heap);
}

const completionOf = ({ content, tool, refusal, finish, used }: Heap): Completion => ({
  // Some models take the form for a tool that they are to call.
  content: content.trim() === '' ? tool : content,
  isCut: finish === 'length',
  isRefused: refusal !== '' || finish === 'content_filter',
  used,
});

const endsAsJson = (content: string): boolean => /}\s*(?:```\s*)?$/.test(content);
