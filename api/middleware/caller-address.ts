import { isIP } from 'node:net';
import type { ParameterizedContext } from 'koa';
import { networkOf, plainAddress } from '../../lib/addresses.js';

/** The caller's address as our proxies tell it; where they tell none, that of the connection. */
export function callerAddress({ ip, req }: ParameterizedContext): string {
  const told = plainAddress(ip);
  return isIP(told) === 0 ? plainAddress(req.socket.remoteAddress ?? '') : told;
}

/** By which a caller is counted who is not known: the address, and of IPv6 the network of 64 bits. */
export const callerNetwork = (ctx: ParameterizedContext): string => networkOf(callerAddress(ctx));
