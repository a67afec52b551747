import OpenAI from 'openai';

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
    });
    return client;
  };
}
