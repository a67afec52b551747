import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import type { Form } from './answer-forms.js';
import { withoutBounds } from './form-shapes.js';

/** How an answer's form is asked for, the strictest first. The prompt always shows the form as well. */
const FORMATS = ['bounded-schema', 'schema', 'json', 'text'] as const;

/** What an OpenAI-compatible server takes of the protocol, for one model. */
export interface Dialect {
  format: (typeof FORMATS)[number];
  hasTemperature: boolean;
  /** Whether there is a system's message; some models' templates know only those of user and assistant. */
  hasSystem: boolean;
  /** Whether usage can be asked for at the end of a stream. */
  hasStreamOptions: boolean;
  limit: 'max_completion_tokens' | 'max_tokens';
}

/** What is tried first. OpenAI's newer models refuse `max_tokens`, and older servers do not know its successor. */
export const firstDialect = (isOpenAi: boolean): Dialect => ({
  format: 'bounded-schema',
  hasTemperature: true,
  hasSystem: true,
  hasStreamOptions: true,
  limit: isOpenAi ? 'max_completion_tokens' : 'max_tokens',
});

/** A request in a dialect. */
export function requestIn(
  dialect: Dialect,
  { model, system, user, form, maxTokens }: ChatText & { model: string; form: Form<unknown>; maxTokens: number },
): ChatCompletionCreateParamsStreaming {
  return {
    model,
    messages: dialect.hasSystem
      ? [
          { role: 'system', content: system },
          { role: 'user', content: user },
        ]
      : [{ role: 'user', content: `${system}\n\n${user}` }],
    stream: true,
    ...(dialect.hasStreamOptions ? { stream_options: { include_usage: true } } : {}),
    ...(dialect.hasTemperature ? { temperature: 0 } : {}),
    [dialect.limit]: maxTokens,
    ...formatOf(dialect, form),
  };
}

/** The two messages of a request. */
export interface ChatText {
  system: string;
  user: string;
}

function formatOf(
  { format }: Dialect,
  { name, schema }: Form<unknown>,
): Pick<ChatCompletionCreateParamsStreaming, 'response_format'> {
  if (format === 'text') return {};
  if (format === 'json') return { response_format: { type: 'json_object' } };
  const told = format === 'schema' ? withoutBounds(schema) : schema;
  const json_schema = { name, strict: true, schema: told as Record<string, unknown> };
  return { response_format: { type: 'json_schema', json_schema } };
}

type Switch = 'hasTemperature' | 'hasStreamOptions' | 'hasSystem';

const without =
  (name: Switch) =>
  (dialect: Dialect): Dialect | undefined =>
    dialect[name] ? { ...dialect, [name]: false } : undefined;

function lowerFormat(dialect: Dialect): Dialect | undefined {
  const format = FORMATS[FORMATS.indexOf(dialect.format) + 1];
  return format && { ...dialect, format };
}

/** What can be given up, each with the words by which servers name it; in the order in which it is where none is named. */
const CONCESSIONS: readonly { named: RegExp; give(dialect: Dialect): Dialect | undefined }[] = [
  { named: /response_format|json_schema|json_object|schema|grammar|structured/i, give: lowerFormat },
  { named: /temperature/i, give: without('hasTemperature') },
  { named: /stream_options|include_usage/i, give: without('hasStreamOptions') },
  { named: /system role|role.{0,20}system|roles must alternate/i, give: without('hasSystem') },
];

/** Servers quote requests; what they say themselves comes first. */
const READ_CHARACTERS = 300;

/** How a server said that it does not take a request. */
export interface Refusal {
  /** The parameter, where it names one by itself. */
  param: string | null | undefined;
  message: string;
}

/**
 * The dialect to try after a refusal: without what it names, else without the next thing that a server may not know.
 * @returns undefined when there is nothing left to give up
 */
export function concede(dialect: Dialect, { param, message }: Refusal): Dialect | undefined {
  const said = `${param ?? ''} ${message.slice(0, READ_CHARACTERS)}`;
  const limit = dialect.limit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
  if (param === dialect.limit || said.includes(`se '${limit}'`)) return { ...dialect, limit };
  const named = CONCESSIONS.filter((one) => one.named.test(said)).map((one) => one.give(dialect));
  const unnamed = CONCESSIONS.map((one) => one.give(dialect));
  return [...named, ...unnamed].find((next) => next !== undefined);
}
