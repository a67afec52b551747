import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { createGoogle } from '../../clients/google/id-tokens.js';
import { type GoogleProof, issueSignInCode } from '../../services/auth/google/proofs.js';
import type { Clock } from '../../services/shared/clock.js';

/** A provider that is not there: whoever brings a code of the browser flow needs none. */
export const UNREACHED_GOOGLE = createGoogle({
  issuer: 'https://idp.invalid',
  audiences: ['web.apps.example'],
  onOutage: () => {},
});

/** The code that a login in the browser of this person ended with, as its frontend shows it. */
export async function googleProof(
  { db, clock }: { db: Knex; clock: Clock },
  subject: string = randomUUID(),
): Promise<GoogleProof> {
  const codeVerifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(codeVerifier).digest('base64url');
  const { issuer } = UNREACHED_GOOGLE;
  const identity = { issuer, subject, email: `${subject}@gmail.example`, name: null, issuedAt: clock() };
  return { code: await issueSignInCode({ db, clock }, { identity, codeChallenge: challenge }), codeVerifier };
}
