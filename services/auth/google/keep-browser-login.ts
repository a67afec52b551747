import type { Knex } from 'knex';
import type { Google } from '../../../clients/google/id-tokens.js';
import type { Clock } from '../../shared/clock.js';
import { issueSignInCode } from './proofs.js';

/**
 * Verifies the id token that a login in the browser ended with, and keeps the identity for its frontend.
 * @returns the code that the frontend exchanges, together with its verifier
 * @throws Problem google-token-invalid; google-email-unverified; service-unavailable.
 */
export async function keepBrowserLogin(
  deps: { db: Knex; google: Google; clock: Clock },
  login: { idToken: string; nonce: string; codeChallenge: string },
): Promise<string> {
  const { identity } = await deps.google.verify(login.idToken, { nonce: login.nonce });
  return issueSignInCode(deps, { identity, codeChallenge: login.codeChallenge });
}
