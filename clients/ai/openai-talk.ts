import { Failure } from '../../domain/runs/failures.js';
import { maxTokens, unmetered } from '../../domain/tutor/ai-spending.js';
import { ENGINE_WAITS_MS } from '../../domain/wait-limits.js';
import { type Form, MAX_OUTPUT_TOKENS } from './answer-forms.js';
import { likelyTokens } from './fit-prompt.js';
import { lazyOpenAi, type OpenAiServer } from './openai-client.js';
import { createContextLookup } from './openai-context.js';
import { concede, type Dialect, firstDialect, requestIn } from './openai-dialect.js';
import { type RequestRefusal, refusalOf, streamOpenAi } from './openai-errors.js';
import { type Completion, readStream } from './openai-stream.js';
import type { AiCall } from './provider.js';

/** A chat model on an OpenAI-compatible server. */
export interface ChatServer extends OpenAiServer {
  model: string;
  /** Milliseconds from one token to the next at most; `timeoutMs` is until the first. */
  silenceMs: number;
  /** Tokens of the model's context; without it the server is asked. */
  contextTokens?: number | undefined;
}

/** What a model is asked, and the form that it is to fill in. */
export interface ChatRequest {
  system: string;
  /** The user's message, in about so many tokens. */
  user: (room: number) => string;
  form: Form<unknown>;
}

/** A request that fits the model's context. */
interface Plan {
  user: string;
  maxOutput: number;
}

/** What a server adds to the texts: roles, delimiters, the schema where a model is told of it. */
const FRAME_TOKENS = 300;
/** The part of a context that is kept for the response, where it is small. */
const RESPONSE_SHARE = 1 / 3;
/** What is left of a request that the server finds too long, and how often it is shortened. */
const SHORTER = 0.6;
const MIN_SIZE = SHORTER ** 3;
/** Requests of one call at most, with those that the server refuses as they are. */
const MAX_REQUESTS = 12;

/**
 * Gives a function that makes one call to a chat model, in the dialect and the size that its server takes. What that
 * is, is found out by the first calls, where the server refuses them without a charge, and remembered.
 * It throws Failure AiMisconfigured where nothing is taken, and as streamOpenAi does.
 */
export function createTalk({ model, silenceMs, contextTokens, ...server }: ChatServer) {
  const client = lazyOpenAi(server);
  const { baseUrl } = server;
  const askContext = baseUrl ? createContextLookup({ client, baseUrl, model }) : async () => undefined;
  const timeouts = { first: server.timeoutMs, silence: silenceMs, whole: ENGINE_WAITS_MS.aiResponse };
  let dialect: Dialect = firstDialect(baseUrl === undefined);
  let toldContext: number | undefined;

  const send = (sent: Dialect, { system, form }: ChatRequest, { user, maxOutput }: Plan, signal: AiCall['signal']) =>
    streamOpenAi<Completion | RequestRefusal>(timeouts, signal, (signal, heard) => {
      const body = requestIn(sent, { model, system, user, form, maxTokens: maxOutput });
      return readStream(client(), body, { maxTokens: maxOutput, signal, heard }).catch((error: unknown) => {
        const refusal = refusalOf(error);
        if (refusal) return refusal;
        throw error;
      });
    });

  return async (request: ChatRequest, { signal, meter = unmetered }: AiCall): Promise<Completion> => {
    let context = contextTokens ?? toldContext ?? (await askContext(signal)) ?? Number.POSITIVE_INFINITY;
    let size = 1;
    let sent = dialect;
    let plan = planOf(request, context, size);
    const { system, form } = request;
    const input = maxTokens(system) + maxTokens(plan.user) + maxTokens(JSON.stringify(form.schema)) + FRAME_TOKENS;
    const estimate = { model, kind: 'chat', max: { input, output: plan.maxOutput } } as const;
    return meter(estimate, async () => {
      for (let requests = 0; requests < MAX_REQUESTS && size >= MIN_SIZE; requests++) {
        const outcome = await send(sent, request, plan, signal);
        if (!('isTooLong' in outcome)) {
          dialect = sent;
          return { result: outcome, used: outcome.used };
        }
        if (outcome.isTooLong) {
          if (outcome.contextTokens < context) context = toldContext = outcome.contextTokens;
          else size *= SHORTER;
          plan = planOf(request, context, size);
        } else {
          const next = concede(sent, outcome);
          if (!next) break;
          sent = next;
        }
      }
      throw new Failure('AiMisconfigured');
    });
  };
}

/** @param size the part of what would fit by estimate */
function planOf({ system, user }: ChatRequest, context: number, size: number): Plan {
  const maxOutput = Math.floor(Math.min(MAX_OUTPUT_TOKENS, context * RESPONSE_SHARE) * size);
  const room = context - maxOutput - FRAME_TOKENS - likelyTokens(system);
  if (size === 1) return { user: user(room), maxOutput };
  return { user: user(Math.min(room, likelyTokens(user(room))) * size), maxOutput };
}
