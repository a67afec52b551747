import { zodResponseFormat } from 'openai/helpers/zod';
import type { z } from 'zod';
import { Failure } from '../../domain/runs/failures.js';
import { maxTokens, unmetered } from '../../domain/tutor/ai-spending.js';
import { lazyOpenAi, type OpenAiServer } from './openai-client.js';
import { callOpenAi } from './openai-errors.js';
import type { AiCall } from './provider.js';

/** A message to the model, and the schema of its response. */
export interface ChatRequest<Schema extends z.ZodType> {
  system: string;
  user: string;
  schema: Schema;
  /** What the schema is called in the request. */
  name: string;
}

export type Chat = <Schema extends z.ZodType>(request: ChatRequest<Schema>, call?: AiCall) => Promise<z.infer<Schema>>;

/** Tokens of a response at most; with it a call's cost is bounded before it is made. */
const MAX_OUTPUT_TOKENS = 2_000;
/** What a server adds to the texts: roles, delimiters. */
const FRAME_TOKENS = 100;

/** Gives a function that asks one chat model by structured output. It throws Failure (see AnswerProvider). */
export function createChat({ model, ...server }: OpenAiServer & { model: string }): Chat {
  const client = lazyOpenAi(server);
  return async ({ system, user, schema, name }, { signal, meter = unmetered } = {}) => {
    const format = zodResponseFormat(schema, name);
    const input = maxTokens(system) + maxTokens(user) + maxTokens(JSON.stringify(format)) + FRAME_TOKENS;
    const estimate = { model, kind: 'chat', max: { input, output: MAX_OUTPUT_TOKENS } } as const;
    const completion = await meter(estimate, async () => {
      const result = await callOpenAi(server.timeoutMs, signal, (signal) =>
        client().chat.completions.create(
          {
            model,
            messages: [
              { role: 'system', content: system },
              { role: 'user', content: user },
            ],
            response_format: format,
            max_completion_tokens: MAX_OUTPUT_TOKENS,
          },
          { signal },
        ),
      );
      const { prompt_tokens: input, completion_tokens: output } = result.usage ?? {};
      return { result, used: input === undefined || output === undefined ? undefined : { input, output } };
    });
    return read(completion.choices?.[0], schema);
  };
}

/** Read after the call is settled: a response that cannot be used costs the same. */
function read<Schema extends z.ZodType>(
  choice: { finish_reason?: string; message?: { content: string | null; refusal?: string | null } } | undefined,
  schema: Schema,
): z.infer<Schema> {
  if (choice?.message?.refusal || choice?.finish_reason === 'content_filter') throw new Failure('AiRefused');
  if (choice?.finish_reason === 'length') throw new Failure('AiTooLong');
  const parsed = schema.safeParse(parseJson(choice?.message?.content));
  if (!parsed.success) throw new Failure('AiBadOutput');
  return parsed.data;
}

/** Without what PostgreSQL cannot hold. */
const storable = (text: string): string => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');

function parseJson(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? '', (_key, value) => (typeof value === 'string' ? storable(value) : value));
  } catch {
    return undefined;
  }
}
