import { APIConnectionError, APIError } from 'openai/core/error';
import { Failure } from '../../domain/runs/failures.js';
import { DeadlineExceeded, withDeadline } from '../../lib/deadline.js';
import { isRecord } from '../../lib/is-record.js';
import { parseRetryAfter } from '../../lib/retry-after.js';
import { type StreamTimeouts, withStreamDeadline } from '../../lib/stream-deadline.js';
import type { Refusal } from './openai-dialect.js';

/**
 * Runs one call to an OpenAI-compatible server within its time.
 * @throws Failure AiUnavailable, AiRateLimited, AiBadOutput, AiRefused, AiMisconfigured;
 * the signal's reason when the caller aborted.
 */
export async function callOpenAi<T>(
  timeoutMs: number,
  signal: AbortSignal | undefined,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // The SDK's own timeout ends with the response's headers; a body that stalls needs this one.
  return translated(signal, () => withDeadline(timeoutMs, signal, call));
}

/** Runs one call whose response is streamed, for as long as it goes on coming. Throws as callOpenAi does. */
export function streamOpenAi<T>(
  timeouts: StreamTimeouts,
  signal: AbortSignal | undefined,
  call: (signal: AbortSignal, heard: () => void) => Promise<T>,
): Promise<T> {
  return translated(signal, () => withStreamDeadline(timeouts, signal, call));
}

async function translated<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw toFailure(error);
  }
}

/** Leaves the error itself out: its message and body may quote the prompt or the key. */
function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof DeadlineExceeded) return new Failure('AiUnavailable', { mayBeBilled: true });
  if (error instanceof APIConnectionError) return new Failure('AiUnavailable', { mayBeBilled: !neverArrived(error) });
  if (error instanceof APIError) return fromStatus(error);
  return new Failure(isBrokenConnection(error) ? 'AiUnavailable' : 'AiBadOutput', { mayBeBilled: true });
}

/** Of whoever stands before the server and waited for it in vain. */
const GATEWAY_STATUSES = new Set([408, 502, 504, 524]);

const NO_CONNECTION = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** Whether there was no connection to send the request by. */
function neverArrived(error: unknown): boolean {
  if (!isRecord(error)) return false;
  // What fetch says of ports that it never calls, without a code.
  return NO_CONNECTION.has(String(error.code)) || error.message === 'bad port' || neverArrived(error.cause);
}

/** Some servers answer 200 and tell the status in the stream's error, as its code. */
function statusOf({ status, code }: APIError): number | undefined {
  const told = status ?? Number(code);
  return Number.isInteger(told) && told >= 400 && told < 600 ? told : undefined;
}

function fromStatus(error: APIError): Failure {
  const { headers, code } = error;
  const status = statusOf(error);
  // OpenAI answers 429 to an account without credit, where waiting does not help.
  if (FINAL_CODES.has(String(code))) return new Failure('AiMisconfigured');
  const retryAfterMs = parseRetryAfter(headers?.get('retry-after'), headers?.get('retry-after-ms'), Date.now());
  if (status === 429) return new Failure('AiRateLimited', { retryAfterMs });
  if (status === undefined || status >= 500 || status === 408 || status === 409) {
    return new Failure('AiUnavailable', {
      retryAfterMs,
      mayBeBilled: isFromStream(error) || GATEWAY_STATUSES.has(status ?? 0),
    });
  }
  return new Failure(isByPolicy(error) ? 'AiRefused' : 'AiMisconfigured');
}

/** Azure has a code for a filtered prompt; OpenAI, and LiteLLM before Azure, say it in words. */
const isByPolicy = ({ code, message }: APIError): boolean =>
  code === 'content_filter' || /content.?(?:management.)?policy|usage policy/i.test(beginningOf(message));

/** An error in the middle of a response comes after tokens that were made. */
const isFromStream = ({ status }: APIError): boolean => status === undefined;

/** That a server does not take a request in this form, or of this size. */
export interface RequestRefusal extends Refusal {
  /** Whether the request is longer than the model's context. */
  isTooLong: boolean;
  /** What the server says that context is, in tokens; infinite where it does not. */
  contextTokens: number;
}

const TOO_LONG =
  /context[ _-]?(?:length|size|window)|exceeds?_context|maximum context|too many tokens|prompt is too long/i;
const CONTEXT_TOLD = /(?:maximum|max|available) context (?:length|size|window) (?:is|of) (\d+)/i;
/** Neither another form nor a retry helps against these. */
const FINAL_CODES = new Set(['model_not_found', 'invalid_api_key', 'insufficient_quota']);

/** What the server itself says: some quote the request after it, in which a student may have written anything. */
const beginningOf = (message: string): string => message.slice(0, 300);

/** Reads a refusal that another form or less text may avoid; undefined for every other error. */
export function refusalOf(error: unknown): RequestRefusal | undefined {
  if (!(error instanceof APIError) || error instanceof APIConnectionError) return undefined;
  const { code, type, param, message } = error;
  const status = statusOf(error);
  if (FINAL_CODES.has(String(code)) || isByPolicy(error)) return undefined;
  const isTooLong = TOO_LONG.test(`${code} ${type} ${beginningOf(message)}`);
  // Some answer 500 for a schema that they cannot turn into a grammar.
  const isOfForm = status === 400 || status === 422 || (status === 500 && /grammar|schema/i.test(beginningOf(message)));
  return isOfForm ? { param, message, isTooLong, contextTokens: contextIn(error) } : undefined;
}

/** Whether fewer texts, or less of them, may be taken where these were not. */
export const mayTakeLess = (error: unknown): boolean =>
  error instanceof APIError && (error.status === 413 || refusalOf(error) !== undefined);

function contextIn({ error, message }: APIError): number {
  const { n_ctx: ofLlamaCpp } = isRecord(error) ? error : {};
  const told = CONTEXT_TOLD.exec(beginningOf(message))?.[1];
  return Number(ofLlamaCpp ?? told) || Number.POSITIVE_INFINITY;
}

/**
 * A connection lost inside the body reaches us as fetch's own error, with the socket's as its cause.
 * Judged by shape: fetch's errors need not be of this realm's classes.
 */
function isBrokenConnection(error: unknown): boolean {
  const cause = isRecord(error) ? error.cause : undefined;
  return isRecord(cause) && typeof cause.code === 'string';
}
