import { APIConnectionError, APIError } from 'openai/core/error';
import { Failure } from '../../domain/runs/failures.js';
import { DeadlineExceeded, withDeadline } from '../../lib/deadline.js';
import { parseRetryAfter } from '../../lib/retry-after.js';

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
  try {
    // The SDK's own timeout ends with the response's headers; a body that stalls needs this one.
    return await withDeadline(timeoutMs, signal, call);
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
  if (!isObject(error)) return false;
  return NO_CONNECTION.has(String(error.code)) || neverArrived(error.cause);
}

function fromStatus({ status, headers, code }: APIError): Failure {
  const retryAfterMs = parseRetryAfter(headers?.get('retry-after'), headers?.get('retry-after-ms'), Date.now());
  if (status === 429) return new Failure('AiRateLimited', { retryAfterMs });
  if (status === undefined || status >= 500 || status === 408 || status === 409) {
    return new Failure('AiUnavailable', { retryAfterMs, mayBeBilled: GATEWAY_STATUSES.has(status ?? 0) });
  }
  // Azure answers a filtered prompt with 400 and this code.
  return new Failure(code === 'content_filter' ? 'AiRefused' : 'AiMisconfigured');
}

/**
 * A connection lost inside the body reaches us as fetch's own error, with the socket's as its cause.
 * Judged by shape: fetch's errors need not be of this realm's classes.
 */
function isBrokenConnection(error: unknown): boolean {
  const cause = isObject(error) ? error.cause : undefined;
  return isObject(cause) && typeof cause.code === 'string';
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
