import { SignJWT } from 'jose';
import type { KeySet } from './keys.js';

/** What access tokens are made and checked with. */
export interface AccessTokenSettings {
  keys: KeySet;
  issuer: string;
  audience: string;
  lifeSeconds: number;
}

/** A signed access token (ES256) that names the user (`sub`) and the session (`sid`); roles stay in Postgres. */
export async function signAccessToken(
  { keys, issuer, audience, lifeSeconds }: AccessTokenSettings,
  { userId, sessionId, now }: { userId: string; sessionId: string; now: Date },
): Promise<string> {
  const { signing } = await keys.current();
  return new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: 'ES256', kid: signing.kid, typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(userId)
    .setIssuedAt(now)
    .setExpirationTime(new Date(now.getTime() + lifeSeconds * 1_000))
    .sign(signing.key);
}
