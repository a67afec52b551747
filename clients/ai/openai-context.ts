import type OpenAI from 'openai';
import { ENGINE_WAITS_MS } from '../../domain/wait-limits.js';
import { withDeadline } from '../../lib/deadline.js';
import { isRecord } from '../../lib/is-record.js';

/**
 * Gives how many tokens a model's context has, prompt and response together, as its server tells it: in its list of
 * models (vLLM, OpenRouter, LM Studio and others), else as llama.cpp or Ollama do. It is asked until it has told, or
 * has shown that it does not tell.
 */
export function createContextLookup({
  client,
  baseUrl,
  model,
}: {
  client: () => OpenAI;
  baseUrl: string;
  model: string;
}): (signal: AbortSignal | undefined) => Promise<number | undefined> {
  let told: Told;
  return async (signal) => {
    if (typeof told === 'number' || told === 'never') return typeof told === 'number' ? told : undefined;
    const look = (path: string, read: (body: unknown, model: string) => Told) =>
      getJson(client(), new URL(path, `${baseUrl.replace(/\/+$/, '')}/`), signal).then((body) =>
        body === 'later' || body === 'never' ? body : read(body, model),
      );
    told = await look('models', ofList);
    if (typeof told !== 'number') told = later(told, await look('/props', ofLlamaCpp));
    if (typeof told !== 'number') told = later(told, await look('/api/ps', ofOllama));
    return typeof told === 'number' ? told : undefined;
  };
}

/** Tokens; `later` from who may tell another time, and `never` from who cannot. */
type Told = number | 'later' | 'never' | undefined;

const later = (before: Told, next: Told): Told => (before === 'later' && next === 'never' ? 'later' : next);

async function getJson(client: OpenAI, url: URL, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    return await withDeadline(ENGINE_WAITS_MS.aiContext, signal, (signal) => client.get(url.href, { signal }));
  } catch (error) {
    signal?.throwIfAborted();
    const { status } = error as { status?: number };
    return status !== undefined && status < 500 ? 'never' : 'later';
  }
}

const NAMES = [
  'max_model_len',
  'context_length',
  'loaded_context_length',
  'context_window',
  'max_context_length',
  'n_ctx',
];

/** Tokens by any of their names. */
function tokensIn(record: unknown): number | undefined {
  const values = isRecord(record) ? NAMES.map((name) => record[name]) : [];
  return values.find((value): value is number => Number.isSafeInteger(value) && Number(value) > 0);
}

const recordsIn = (list: unknown): Record<string, unknown>[] => (Array.isArray(list) ? list.filter(isRecord) : []);

function ofList(body: unknown, model: string): Told {
  const models = recordsIn(isRecord(body) ? body.data : undefined);
  const own = models.find(({ id }) => id === model) ?? (models.length === 1 ? models[0] : undefined);
  return tokensIn(own) ?? tokensIn(own?.meta) ?? 'never';
}

function ofLlamaCpp(body: unknown): Told {
  return tokensIn(isRecord(body) ? body.default_generation_settings : undefined) ?? 'never';
}

/** Of the models that are loaded: one that is not yet may be once it has been asked something. */
function ofOllama(body: unknown, model: string): Told {
  if (!isRecord(body) || !Array.isArray(body.models)) return 'never';
  return tokensIn(recordsIn(body.models).find(({ name }) => name === model || name === `${model}:latest`)) ?? 'later';
}
