import { createHash, timingSafeEqual } from 'node:crypto';
import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { Google, GoogleIdentity } from '../../../clients/google/id-tokens.js';
import type { OneTimeCode } from '../../../db/models/one-time-code.js';
import { lockIdentity, useIdToken } from '../../../db/queries/identities.js';
import { Problem } from '../../../domain/problems.js';
import type { Clock } from '../../shared/clock.js';
import { findCode, hashCode, issueCode, useCode } from '../one-time-codes.js';

/** What shows that Google knows the person: an id token that a client holds, or the code of a browser flow. */
export type GoogleProof = { idToken: string; nonce?: string | undefined } | { code: string; codeVerifier: string };

/** A proof that was right when it was looked at. */
export interface CheckedProof {
  identity: GoogleIdentity;
  /**
   * Uses the proof up, in the caller's transaction: what fails later leaves the proof as it was. Until it ends no
   * other transaction claims the same identity, so that looking it up and storing it are one step.
   * @throws Problem google-token-invalid for an id token that was used before; code-invalid.
   */
  claim(trx: Transaction): Promise<GoogleIdentity>;
}

/** How long the frontend has to exchange the code of a browser flow. */
const CODE_MINUTES = 5;

/** A token is refused by its age a little after it has expired. */
const LONGER_THAN_TOKEN_MS = 60_000;

/** What a code of the browser flow stands for, as JSON. */
type SignInPayload = Omit<GoogleIdentity, 'issuedAt'> & { issuedAt: string; codeChallenge: string };

/** @throws Problem google-not-configured. */
export function configured<T>(google: T | null): T {
  if (!google) throw new Problem('google-not-configured', 'Sign in with e-mail and password.');
  return google;
}

/**
 * Looks whom a proof names, which may call Google, outside of any transaction; the proof stays as it is.
 * @throws Problem as Google.verify; code-invalid; google-not-configured.
 */
export async function checkGoogleProof(
  { db, google, clock }: { db: Knex; google: Google | null; clock: Clock },
  proof: GoogleProof,
): Promise<CheckedProof> {
  const provider = configured(google);
  if ('code' in proof) {
    const found = await findCode({ kind: 'google-sign-in', code: proof.code, now: clock() }, db);
    return { identity: identityOf(found, proof.codeVerifier), claim: (trx) => claimCode(proof, clock(), trx) };
  }
  const verified = await provider.verify(proof.idToken, proof);
  return { identity: verified.identity, claim: (trx) => claimToken(proof.idToken, verified, clock(), trx) };
}

async function hold(identity: GoogleIdentity, trx: Transaction): Promise<GoogleIdentity> {
  await lockIdentity(trx, identity);
  return identity;
}

/** Keeps an identity that the browser flow proved, for whoever holds the challenge's verifier. @returns the code. */
export function issueSignInCode(
  { db, clock }: { db: Knex; clock: Clock },
  { identity, codeChallenge }: { identity: GoogleIdentity; codeChallenge: string },
): Promise<string> {
  const payload: SignInPayload = { ...identity, issuedAt: identity.issuedAt.toISOString(), codeChallenge };
  return issueCode({ kind: 'google-sign-in', userId: null, payload, lifeMinutes: CODE_MINUTES, now: clock() }, db);
}

async function claimCode(
  proof: { code: string; codeVerifier: string },
  now: Date,
  trx: Transaction,
): Promise<GoogleIdentity> {
  const used = await useCode({ kind: 'google-sign-in', code: proof.code, now }, trx);
  return hold(identityOf(used, proof.codeVerifier), trx);
}

/** Whom a code stands for. @throws Problem code-invalid for another's verifier. */
function identityOf({ payload }: OneTimeCode, codeVerifier: string): GoogleIdentity {
  const { codeChallenge, issuedAt, ...identity } = payload as SignInPayload;
  if (!isVerifierOf(codeChallenge, codeVerifier)) throw new Problem('code-invalid', 'Ask for a new one.');
  return { ...identity, issuedAt: new Date(issuedAt) };
}

/** RFC 7636, S256. */
function isVerifierOf(challenge: string, verifier: string): boolean {
  const digest = createHash('sha256').update(verifier).digest();
  const expected = Buffer.from(challenge, 'base64url');
  return digest.length === expected.length && timingSafeEqual(digest, expected);
}

/**
 * An id token works once: a hash of it stays until it has expired. It is of the part that is signed, since the
 * signature's last character has bits that mean nothing.
 */
async function claimToken(
  idToken: string,
  { identity, expiresAt }: { identity: GoogleIdentity; expiresAt: Date },
  now: Date,
  trx: Transaction,
): Promise<GoogleIdentity> {
  const signed = idToken.slice(0, idToken.lastIndexOf('.'));
  const claimed = await useIdToken(trx, {
    codeHash: hashCode(signed),
    usedAt: now,
    expiresAt: new Date(expiresAt.getTime() + LONGER_THAN_TOKEN_MS),
  });
  if (!claimed) throw new Problem('google-token-invalid', 'It was used before; sign in with Google again.');
  return hold(identity, trx);
}
