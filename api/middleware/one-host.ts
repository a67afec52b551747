import type { Middleware } from 'koa';
import { Problem } from '../../domain/problems.js';

/**
 * Refuses a request without a Host header or with two (RFC 9112, 3.2): a proxy in front might have read the other one.
 * @throws Problem malformed-request.
 */
export const oneHost = (): Middleware => (ctx, next) => {
  const { rawHeaders, httpVersion } = ctx.req;
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  if (hosts > 1 || (hosts === 0 && httpVersion !== '1.0')) {
    ctx.set('Connection', 'close');
    throw new Problem('malformed-request', 'A request has exactly one Host header.');
  }
  return next();
};
