import { type Logger, pino } from 'pino';

/** Anything that could sign somebody in, wherever it turns up in a record. */
const SECRETS = ['authorization', 'cookie', 'password', 'accessToken', 'refreshToken', 'token', 'set-cookie'];

/**
 * The process's log: JSON lines on standard output, with secrets removed.
 * @param part which process speaks: `api` or `worker`
 */
export function createLog(level: string, part: string): Logger {
  const paths = SECRETS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);
  return pino({ level, base: { part }, redact: { paths, censor: '[removed]' } });
}
