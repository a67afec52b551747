import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { PROBLEMS, type ProblemType } from '../domain/problems.js';

/** A whole HTTP/1.1 response with a problem, for what ends before there is a request; the connection closes after it. */
export function rawProblem(type: ProblemType, detail: string, retryAfterSeconds?: number): string {
  const { status, title } = PROBLEMS[type];
  const requestId = randomUUID();
  const body = JSON.stringify({ type: `urn:scholium:problem:${type}`, title, status, detail, instance: '', requestId });
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    `X-Request-Id: ${requestId}`,
    ...(retryAfterSeconds === undefined ? [] : [`Retry-After: ${retryAfterSeconds}`]),
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
