/** Codes of Node's sockets and of PostgreSQL (SQLSTATE) for an engine that cannot be reached or is overloaded. */
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  // PostgreSQL: admin shutdown, crash shutdown, cannot connect now, too many connections.
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);
const AWAY_NAMES = new Set(['KnexTimeoutError', 'TimeoutError', 'DeadlineExceeded']);

/** How errors without a code begin: pg's when a connection breaks in use, the AWS SDK's around one of a socket. */
const MESSAGES_WITHOUT_CODE = ['Connection terminated', 'AWS SDK error wrapper for'];

/** Whether an error means that an engine does not answer now, and not that something is wrong with the request. */
export function isEngineAway(error: unknown): boolean {
  const { code, name, message, $metadata } = error as {
    code?: string;
    name?: string;
    message?: string;
    $metadata?: { httpStatusCode?: number };
  };
  if (code !== undefined && AWAY.has(code)) return true;
  if (name !== undefined && AWAY_NAMES.has(name)) return true;
  if (($metadata?.httpStatusCode ?? 0) >= 500) return true;
  return MESSAGES_WITHOUT_CODE.some((start) => message?.startsWith(start));
}
