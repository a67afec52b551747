import type { ParameterizedContext } from 'koa';
import type { ClientInfo } from '../../services/auth/open-session.js';
import { callerAddress } from './caller-address.js';

/** Where a request comes from, in characters that can be stored. */
export const clientInfo = (ctx: ParameterizedContext): ClientInfo => ({
  address: callerAddress(ctx),
  userAgent: ctx
    .get('User-Agent')
    .replace(/[^\x20-\x7e]/g, '')
    .slice(0, 200),
});
