import type { Middleware } from 'koa';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../services/shared/clock.js';

/** Some 10 MB of tokens at most. */
const MAX = 10_000;
/** Longest that a token still passes after its key was taken out of the key set. */
const REMEMBERED_MS = 30_000;

/**
 * Spares the signature's check (a third of a short request) for a header that passed it within the last 30 s.
 * A token is forgotten when it expires.
 */
export function rememberTokens({ clock }: { clock: Clock }, verify: Middleware): Middleware {
  const passed = new LRUCache<string, { exp: number }>({ max: MAX, ttl: REMEMBERED_MS });
  return async (ctx, next) => {
    const header = ctx.get('Authorization');
    const known = passed.get(header);
    if (known) {
      ctx.state.token = known;
      await next();
      return;
    }
    await verify(ctx, async () => {
      const { token } = ctx.state as { token: { exp: number } };
      const ttl = Math.min(token.exp * 1_000 - clock().getTime(), REMEMBERED_MS);
      // To the cache 0 means for ever.
      if (ttl > 0) passed.set(header, token, { ttl });
      await next();
    });
  };
}
