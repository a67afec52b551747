import type { Middleware } from 'koa';
import { Problem } from '../../domain/problems.js';
import type { AddressIndex } from '../contract/address-index.js';

/**
 * Lets pass what an address takes, says so to OPTIONS, and leaves unknown addresses to others.
 * @throws Problem method-not-allowed, with Allow.
 */
export const allowedMethods =
  (addresses: AddressIndex): Middleware =>
  async (ctx, next) => {
    const methods = addresses.methodsOf(ctx.path);
    if (!methods || methods.includes(ctx.method)) return next();
    ctx.set('Allow', methods.join(', '));
    if (ctx.method !== 'OPTIONS') throw new Problem('method-not-allowed', 'The Allow header names what is taken.');
    ctx.status = 200;
    ctx.body = '';
  };
