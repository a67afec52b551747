import { setTimeout as pause } from 'node:timers/promises';
import type { Middleware, ParameterizedContext } from 'koa';
import type { Work } from '../../domain/load-level.js';
import { Problem } from '../../domain/problems.js';
import { RETRY_AFTER_SECONDS } from '../../domain/wait-limits.js';
import type { AddressIndex } from '../contract/address-index.js';
import { limitOf } from '../contract/operation.js';
import type { Load } from '../load.js';

/**
 * How long a refusal is held back, in milliseconds. A client that asks again at once would make so many refusals that
 * these alone are more than can be done, and what is served last would be refused for them.
 */
const HOLD_MS = 1_000;

/** By these others learn how the process is. */
const HEALTH = ['/healthz', '/readyz', '/metrics'];

/**
 * Refuses work while more is asked than can be done, so that the rest is served in time: first what no operation or no
 * caller is known of, then reads, then writes, and logins last.
 * @throws Problem overloaded.
 */
export function shedLoad(load: Load, addresses: Pick<AddressIndex, 'find'>): Middleware {
  // Nothing of a request is looked at while all are served.
  return (ctx, next) =>
    load.level() > 0 && !HEALTH.includes(ctx.path) && load.refuses(workOf(ctx, addresses)) ? refuse() : next();
}

async function refuse(): Promise<never> {
  await pause(HOLD_MS);
  throw new Problem('overloaded', `Try again in ${RETRY_AFTER_SECONDS} seconds.`, {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

function workOf(ctx: ParameterizedContext, addresses: Pick<AddressIndex, 'find'>): Work {
  if (ctx.path.startsWith('/connect/')) return 'sign-in';
  const operation = addresses.find(ctx.path)?.operations.get(ctx.method);
  if (!operation) return 'unknown';
  const limit = limitOf(operation);
  if (limit === 'sign-in' && operation.access === 'public') return 'sign-in';
  if (operation.access !== 'public' && ctx.get('Authorization') === '') return 'unknown';
  return limit === 'reads' ? 'reads' : 'writes';
}
