import type { ParameterizedContext } from 'koa';
import type { ProvingCaller } from '../../services/auth/reauthenticate.js';
import { limiterTime } from './limiter-time.js';

/** Who asks, for operations whose body has a proof of it. */
export function provingCaller(ctx: ParameterizedContext): Omit<ProvingCaller, 'proof'> {
  const { userId, sessionId } = ctx.state.principal;
  return { userId, sessionId, limiterTime: limiterTime(ctx) };
}
