/** Codes with which Node's sockets, PostgreSQL (SQLSTATE) and our clients say that an engine is away or overloaded. */
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

/** How pg (a connection that broke in use) and the AWS SDK (a socket's error, wrapped) begin where they give no code. */
const CODELESS = ['Connection terminated', 'AWS SDK error wrapper for'];

/** Whether an error means that an engine does not answer now, rather than that something is wrong with the request. */
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
  return CODELESS.some((start) => message?.startsWith(start));
}
