import type { z } from 'zod';
import { type FieldError, Problem } from '../../domain/problems.js';
import type { Answer } from './operation.js';

type Place = 'params' | 'query' | 'body';

/**
 * Parses one part of a request.
 * @throws Problem invalid-request naming every wrong field; not-found for a path that cannot exist.
 */
export function parsePart<Schema extends z.ZodType>(
  schema: Schema | undefined,
  place: Place,
  value: unknown,
): z.output<Schema> | undefined {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  if (place === 'params') throw new Problem('not-found', 'No such address.');
  throw new Problem('invalid-request', 'Some fields are wrong.', {
    errors: parsed.error.issues.flatMap((issue) => fieldErrors(place, issue)),
  });
}

function fieldErrors(place: Place, issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointer(place, [...issue.path, key]), detail: 'Unknown field' }));
  }
  return [{ pointer: pointer(place, issue.path), detail: issue.message }];
}

/** RFC 6901 for bodies; `?name` for a query parameter. */
function pointer(place: Place, path: readonly PropertyKey[]): string {
  if (place === 'query') return `?${path.map(String).join('.')}`;
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** @throws Error when an answer is not what the contract says: a fault of ours, never of the caller. */
export function assertAnswer(
  { id, method, answers }: { id: string; method: string; answers: Record<number, Answer> },
  status: number,
  body: unknown,
): void {
  if (method === 'get' && status === 304 && !body) return;
  const answer = answers[status];
  if (!answer) throw new Error(`${id} answered ${status}, which its contract does not name`);
  const parsed = answer.schema?.safeParse(body);
  if (parsed && !parsed.success) throw new Error(`${id} broke its contract for ${status}: ${parsed.error.message}`);
  if (answer.contentType && !Buffer.isBuffer(body)) throw new Error(`${id} answered ${status} without bytes`);
  if (!answer.schema && !answer.contentType && body) throw new Error(`${id} answered ${status} with a body`);
}
