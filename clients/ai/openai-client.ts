import OpenAI from 'openai';
import { isRecord } from '../../lib/is-record.js';

/** Where an OpenAI-compatible server is and how long one call to it may take. */
export interface OpenAiServer {
  /** Local servers need none. */
  apiKey?: string | undefined;
  /** Without it OpenAI itself. */
  baseUrl?: string | undefined;
  /** Milliseconds that a whole response may take, its body included. */
  timeoutMs: number;
}

/** Gives the SDK's client, made at the first call so that importing or configuring opens nothing. */
export function lazyOpenAi({ apiKey, baseUrl, timeoutMs }: OpenAiServer): () => OpenAI {
  let client: OpenAI | undefined;
  return () => {
    client ??= new OpenAI({
      // The SDK refuses to start without a key; servers that need none ignore it, others answer 401.
      apiKey: apiKey ?? 'none',
      baseURL: baseUrl ?? null,
      timeout: timeoutMs,
      // Temporal retries, and it alone knows for how long.
      maxRetries: 0,
      // At its debug level the SDK logs prompts, and it reads that level from the environment.
      logLevel: 'off',
      organization: null,
      project: null,
      fetch: fetchInEnvelope,
    });
    return client;
  };
}

/**
 * Fetches, and puts a refusal into the field `error`, which alone the SDK reads. vLLM, Mistral and servers made with
 * FastAPI say it without, and Gemini in a list.
 */
async function fetchInEnvelope(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request);
  if (response.ok) return response;
  const body = await response.text();
  return new Response(body === '' ? null : inEnvelope(body), response);
}

function inEnvelope(body: string): string {
  try {
    const said: unknown = [JSON.parse(body)].flat()[0];
    return JSON.stringify(isRecord(said) && 'error' in said ? said : { error: said });
  } catch {
    return body;
  }
}
