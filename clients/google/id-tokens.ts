import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { Problem, serviceUnavailable } from '../../domain/problems.js';
import { ENGINE_WAITS_MS } from '../../domain/wait-limits.js';
import { createDiscovery, type ProviderEndpoints } from './discovery.js';

/** A person as Google vouches for them; (issuer, subject) is the identity; the e-mail may change. */
export interface GoogleIdentity {
  issuer: string;
  subject: string;
  /** Verified by Google. */
  email: string;
  name: string | null;
  /** When Google vouched for them. */
  issuedAt: Date;
}

interface VerifiedToken {
  identity: GoogleIdentity;
  expiresAt: Date;
}

/** Google as an OpenID provider. */
export interface Google {
  /** As it is stored with identities. */
  issuer: string;
  /** @throws Problem service-unavailable. */
  endpoints(): Promise<ProviderEndpoints>;
  /**
   * Verifies an id token: signature, issuer, audience, times, and its nonce if it has one or one is expected.
   * @throws Problem google-token-invalid; google-email-unverified; service-unavailable when the keys cannot be fetched.
   */
  verify(idToken: string, expected: { nonce?: string | undefined }): Promise<VerifiedToken>;
}

interface GoogleOptions {
  issuer: string;
  /** The client ids whose tokens are taken. */
  audiences: readonly string[];
  /** Called for each request that Google does not answer as it should. */
  onOutage: (error: Error) => void;
  /** Milliseconds that Google may take for one response. */
  timeoutMs?: number;
}

const CLOCK_TOLERANCE_SECONDS = 10;

/** Google may name itself without the scheme; the other form is the one that is stored. */
export const issuersOf = (issuer: string): string[] =>
  issuer === 'https://accounts.google.com' ? [issuer, 'accounts.google.com'] : [issuer];

/** Signing in with Google, or another OpenID provider in its place. Makes no request until it is used. */
export function createGoogle({
  issuer,
  audiences,
  onOutage,
  timeoutMs = ENGINE_WAITS_MS.google,
}: GoogleOptions): Google {
  const away = (error: unknown): never => {
    onOutage(error instanceof Error ? error : new Error('unknown'));
    throw providerUnavailable(error);
  };
  const discover = createDiscovery(issuer, timeoutMs);
  const endpoints = () => discover().catch(away);
  const keys = createKeys(endpoints, timeoutMs);
  const options = {
    issuer: issuersOf(issuer),
    audience: [...audiences],
    algorithms: ['RS256'],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    requiredClaims: ['sub', 'iat', 'exp'],
  };
  return {
    issuer,
    endpoints,
    async verify(idToken, { nonce }) {
      const key = await keys();
      const { payload } = await jwtVerify(idToken, key, options).catch((error) => {
        throw isAboutToken(error) ? invalid(error) : away(error);
      });
      if (!isMeantForUs(payload, audiences) || payload.nonce !== nonce || isFromTomorrow(payload)) throw invalid();
      return { identity: identityIn(payload, issuer), expiresAt: instant(payload.exp) };
    },
  };
}

/** The provider's key set, which jose caches and reads again for a key it does not know. */
function createKeys(endpoints: Google['endpoints'], timeoutDuration: number): () => Promise<RemoteKeys> {
  let known: { address: string; set: RemoteKeys } | undefined;
  return async () => {
    const { keys: address } = await endpoints();
    if (known?.address !== address) known = { address, set: createRemoteJWKSet(new URL(address), { timeoutDuration }) };
    return known.set;
  };
}

type RemoteKeys = ReturnType<typeof createRemoteJWKSet>;

/** Google cannot be reached or fails, which says nothing about the login. */
export const providerUnavailable = (cause?: unknown): Problem =>
  serviceUnavailable('Google does not answer; try again in a moment.', cause);

const invalid = (cause?: unknown): Problem =>
  new Problem('google-token-invalid', 'Sign in with Google again.', { cause });

/** What is wrong with a token is an error of jose with a code of its own; what is wrong with the keys is not its fault. */
const isAboutToken = (error: unknown): boolean =>
  error instanceof errors.JOSEError &&
  !['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'].includes(error.code);

/** A token for several parties must have been asked for by one of ours, and be meant for ours alone. */
function isMeantForUs({ aud = [], azp }: JWTPayload, audiences: readonly string[]): boolean {
  const meantFor = [aud].flat();
  if (!meantFor.every((one) => audiences.includes(one))) return false;
  return meantFor.length === 1 || (typeof azp === 'string' && audiences.includes(azp));
}

const isFromTomorrow = ({ iat = 0 }: JWTPayload): boolean => iat > Date.now() / 1_000 + CLOCK_TOLERANCE_SECONDS;

const subject = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[\x21-\x7e]+$/);
const verifiedEmail = z.object({
  email: z.string().max(254).pipe(z.email()),
  email_verified: z.literal([true, 'true']),
});

function identityIn(payload: JWTPayload, issuer: string): GoogleIdentity {
  const who = subject.safeParse(payload.sub);
  if (!who.success) throw invalid();
  const vouched = verifiedEmail.safeParse(payload);
  if (!vouched.success) throw new Problem('google-email-unverified', 'Verify the e-mail at Google, then try again.');
  return {
    issuer,
    subject: who.data,
    email: vouched.data.email,
    name: typeof payload.name === 'string' ? payload.name : null,
    issuedAt: instant(payload.iat),
  };
}

/** jose has refused tokens in which these are missing or no numbers. */
const instant = (seconds = 0): Date => new Date(seconds * 1_000);
