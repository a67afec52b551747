import { type Logger, pino } from 'pino';
import type { FaultReports } from './domain/faults.js';
import { errorLocation } from './lib/error-location.js';
import { currentRequest } from './lib/request-scope.js';
import { currentTraceId } from './lib/trace.js';

/** Anything that could sign somebody in, in lower case. */
const SECRETS = new Set(['authorization', 'cookie', 'password', 'accesstoken', 'refreshtoken', 'token', 'set-cookie']);

/** Levels of a record that are looked through for secrets. */
const MAX_DEPTH = 4;

/**
 * The process's log: JSON lines on standard output, with secrets removed, each with the ids of the request and the trace
 * that it is of.
 * @param part which process speaks: `api` or `worker`
 */
export function createLog(level: string, part: string): Logger {
  const mixin = () => ({ requestId: currentRequest()?.requestId, traceId: currentTraceId() });
  // pino's own `redact` took as long as the rest of a line.
  const formatters = { log: (record: object) => removeSecrets(record, MAX_DEPTH) as Record<string, unknown> };
  return pino({ level, base: { part }, mixin, formatters });
}

/** What would be written of a value, without the secrets in it. */
function removeSecrets(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Error || depth === 0) return value;
  const { toJSON } = value as { toJSON?: () => unknown };
  const plain = typeof toJSON === 'function' ? toJSON.call(value) : value;
  if (typeof plain !== 'object' || plain === null) return plain;
  if (Array.isArray(plain)) return plain.map((one) => removeSecrets(one, depth - 1));
  const entries = Object.entries(plain).map(([name, one]) => [
    name,
    SECRETS.has(name.toLowerCase()) ? '[removed]' : removeSecrets(one, depth - 1),
  ]);
  return Object.fromEntries(entries);
}

/** Has Node's warnings written to the log, in the place of plain text on standard error. */
export function logWarnings(log: Logger): void {
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => log.warn({ warning: name }, message));
}

/** Has what nobody caught written to the log and told, and ends the process with an error: what it holds may be broken. */
export function endOnUncaught(log: Logger, faults: FaultReports & { close(): Promise<void> }): void {
  process.once('uncaughtException', (error: unknown) => {
    const { name, code } = (error ?? {}) as { name?: string; code?: string };
    log.fatal({ error: name, code, stack: errorLocation(error) }, 'an error that nobody caught');
    faults.report({ what: 'an error that nobody caught', error, ids: {} });
    void faults.close().finally(() => process.exit(1));
  });
}

/** Writes why a process could not start: what our own checks say is for whoever starts it, and holds no value. */
export function logFailedStart(log: Logger, error: unknown): void {
  const { name, message, code } = (error ?? {}) as { name?: string; message?: string; code?: string };
  log.fatal({ error: name, code, stack: errorLocation(error) }, `cannot start: ${message ?? name ?? 'unknown'}`);
}
