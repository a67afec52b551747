import type { Middleware } from 'koa';
import { createNetworks } from '../../lib/addresses.js';

const FORWARDED = ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host'];

/**
 * Takes what forwarding headers say from requests that none of our proxies sent: who reaches the API past them could
 * write any address.
 * @param networks of our proxies
 */
export function trustProxies(networks: readonly string[]): Middleware {
  const isOurs = createNetworks(networks);
  return async (ctx, next) => {
    if (!isOurs(ctx.req.socket.remoteAddress ?? '')) for (const name of FORWARDED) delete ctx.req.headers[name];
    await next();
  };
}
