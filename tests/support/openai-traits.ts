import { z } from 'zod';

/** What a server may refuse to be told, as servers differ. */
export type Refused =
  | 'bounds'
  | 'json_schema'
  | 'json_object'
  | 'temperature'
  | 'stream_options'
  | 'max_tokens'
  | 'max_completion_tokens'
  | 'system';

/** How an OpenAI-compatible server differs from OpenAI's own. */
export interface Traits {
  /** What it answers 400 to. */
  refuses?: readonly Refused[];
  /** Whether it says what it refuses; by default it does. */
  isSilent?: boolean;
  /** Words that prompt and response may have together; more is answered 400. */
  contextWords?: number;
  /** Texts that it embeds at once; more is answered 422, without a word of which. */
  maxTexts?: number;
  /** What it tells of its context, by path. */
  tells?: Readonly<Record<string, unknown>>;
  /** It sends whole responses where a stream is wanted. */
  isWhole?: boolean;
  /** It tells no usage. */
  isUncounted?: boolean;
}

const Format = z.discriminatedUnion('type', [
  z.object({ type: z.literal('json_object') }),
  z.object({
    type: z.literal('json_schema'),
    json_schema: z.object({ name: z.string(), strict: z.literal(true), schema: z.record(z.string(), z.unknown()) }),
  }),
]);

export const ChatBody = z.strictObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })).min(1),
  response_format: Format.optional(),
  stream: z.boolean().default(false),
  stream_options: z.object({ include_usage: z.boolean() }).optional(),
  temperature: z.number().min(0).max(2).optional(),
  max_tokens: z.int().min(1).optional(),
  max_completion_tokens: z.int().min(1).optional(),
});

export type ChatRequest = z.infer<typeof ChatBody>;

/** The first thing in a request that the server refuses. */
export function refusedIn(body: ChatRequest, { refuses = [] }: Traits): Refused | undefined {
  const format = body.response_format;
  const has: Record<Refused, boolean> = {
    bounds: /"max(?:Length|Items)"/.test(JSON.stringify(format ?? {})),
    json_schema: format?.type === 'json_schema',
    json_object: format?.type === 'json_object',
    temperature: body.temperature !== undefined,
    stream_options: body.stream_options !== undefined,
    max_tokens: body.max_tokens !== undefined,
    max_completion_tokens: body.max_completion_tokens !== undefined,
    system: body.messages.some(({ role }) => role === 'system'),
  };
  return refuses.find((one) => has[one]);
}

/** As servers word it. */
export function refusalOf(refused: Refused, { isSilent }: Traits): object {
  const type = 'invalid_request_error';
  if (isSilent) return { message: 'Bad request', type };
  const param = { bounds: 'response_format', json_schema: 'response_format', json_object: 'response_format' }[
    refused as string
  ];
  const message = refused === 'system' ? 'System role not supported' : `Unsupported parameter: '${refused}'`;
  return { message, type, param: param ?? (refused === 'system' ? null : refused) };
}
