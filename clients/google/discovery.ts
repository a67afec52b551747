import { z } from 'zod';
import { withDeadline } from '../../lib/deadline.js';

/** Where the parts of an OpenID provider are. */
export interface ProviderEndpoints {
  authorize: string;
  token: string;
  keys: string;
}

const CACHE_MS = 24 * 3_600_000;

/**
 * Reads a provider's addresses from its discovery document at the first call, and again after a day.
 * A failure is not kept: the next call tries again.
 * @returns a function that throws what went wrong, also after `timeoutMs` without a response
 */
export function createDiscovery(issuer: string, timeoutMs: number): () => Promise<ProviderEndpoints> {
  let known: { endpoints: Promise<ProviderEndpoints>; until: number } | undefined;
  return async () => {
    if (!known || known.until < Date.now())
      known = { endpoints: discover(issuer, timeoutMs), until: Date.now() + CACHE_MS };
    const current = known;
    try {
      return await current.endpoints;
    } catch (error) {
      if (known === current) known = undefined;
      throw error;
    }
  };
}

async function discover(issuer: string, timeoutMs: number): Promise<ProviderEndpoints> {
  const schemes = issuer.startsWith('https:') ? /^https$/ : /^https?$/;
  const endpoint = z.url({ protocol: schemes });
  const document = z.object({
    issuer: z.literal(issuer),
    authorization_endpoint: endpoint,
    token_endpoint: endpoint,
    jwks_uri: endpoint,
  });
  const found = await withDeadline(timeoutMs, undefined, async (signal) => {
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(address, { signal, redirect: 'error' });
    if (!response.ok) throw new Error(`the discovery document has status ${response.status}`);
    return document.parse(await response.json());
  });
  return { authorize: found.authorization_endpoint, token: found.token_endpoint, keys: found.jwks_uri };
}
