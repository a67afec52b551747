import type { ParameterizedContext } from 'koa';
import { Problem } from '../../domain/problems.js';
import type { IdempotentRequest } from '../../services/shared/idempotency.js';

const ACCEPTABLE = /^[\x21-\x7e]{1,200}$/;

/**
 * The request's Idempotency-Key with its user and route; undefined where none is sent.
 * @throws Problem invalid-request for a key that is too long or not printable ASCII.
 */
export function idempotentRequest(ctx: ParameterizedContext): IdempotentRequest | undefined {
  const key = ctx.get('Idempotency-Key');
  if (key === '') return undefined;
  if (!ACCEPTABLE.test(key)) {
    throw new Problem('invalid-request', 'An Idempotency-Key has 1 to 200 printable ASCII characters.');
  }
  return { userId: ctx.state.principal.userId, route: `${ctx.method} ${ctx._matchedRoute}`, key };
}
