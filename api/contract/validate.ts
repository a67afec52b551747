import { Readable } from 'node:stream';
import type { z } from 'zod';
import { type FieldError, Problem } from '../../domain/problems.js';
import type { Operation } from './operation.js';

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

/** @throws Error when a response is not what the contract says: a fault of ours, never of the caller. */
export function assertResponse(
  { id, method, responses }: Pick<Operation, 'id' | 'method' | 'responses'>,
  status: number,
  body: unknown,
): void {
  if (method === 'get' && status === 304 && !body) return;
  const response = responses[status];
  if (!response) throw new Error(`${id} gave ${status}, which its contract does not name`);
  // A view is sent as the JSON that is kept of it.
  const parsed = response.schema?.safeParse(Buffer.isBuffer(body) ? JSON.parse(String(body)) : body);
  if (parsed && !parsed.success) throw new Error(`${id} broke its contract for ${status}: ${parsed.error.message}`);
  const isBytes = Buffer.isBuffer(body) || body instanceof Readable;
  if (response.contentType && !isBytes) throw new Error(`${id} gave ${status} without bytes`);
  if (!response.schema && !response.contentType && body) throw new Error(`${id} gave ${status} with a body`);
}
