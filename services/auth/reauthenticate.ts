import type { Knex } from 'knex';
import type { Google, GoogleIdentity } from '../../clients/google/id-tokens.js';
import { OAuthIdentity } from '../../db/models/oauth-identity.js';
import { User } from '../../db/models/user.js';
import { Problem } from '../../domain/problems.js';
import type { Clock } from '../shared/clock.js';
import { checkGoogleProof, type GoogleProof } from './google/proofs.js';
import type { Passwords } from './passwords.js';

/** What a signed-in person shows again before something that cannot be undone. */
export type IdentityProof =
  | { password: string }
  | { idToken: string; nonce?: string | undefined }
  | { code: string; codeVerifier: string };

export interface ReauthenticateDeps {
  db: Knex;
  clock: Clock;
  passwords: Passwords;
  /** Null where signing in with Google is not set up. */
  google: Google | null;
}

/** How old a login at Google may be. */
const FRESH_MS = 5 * 60_000;

/**
 * Makes sure that the caller is the user, by the password or by a login at Google of the last 5 minutes, which is
 * used up. Routes that call it count with `limit: 'sign-in'`, so that a stolen session cannot be used to guess.
 * @throws Problem reauthentication-failed, whatever was wrong; google-not-configured; service-unavailable.
 */
export async function reauthenticate(
  deps: ReauthenticateDeps,
  { userId, proof }: { userId: string; proof: IdentityProof },
): Promise<void> {
  if ('password' in proof) await provePassword(deps, userId, proof.password);
  else await proveGoogle(deps, userId, proof).catch(refuse);
}

const failed = (cause?: unknown): Problem =>
  new Problem('reauthentication-failed', 'Give your password, or sign in with Google again.', { cause });

async function provePassword({ db, passwords }: ReauthenticateDeps, userId: string, password: string): Promise<void> {
  const user = await User.query(db).findById(userId).select('passwordHash');
  if (!(await passwords.matches(password, user?.passwordHash))) throw failed();
}

async function proveGoogle(
  { db, google, clock }: ReauthenticateDeps,
  userId: string,
  proof: GoogleProof,
): Promise<void> {
  const claim = await checkGoogleProof({ google, clock }, proof);
  await db.transaction(async (trx) => {
    const identity = await claim(trx);
    const { issuer, subject } = identity;
    const own = await OAuthIdentity.query(trx).findOne({ userId, issuer, subject }).select('id');
    if (!own || !isFresh(identity, clock())) throw failed();
  });
}

const isFresh = ({ issuedAt }: GoogleIdentity, now: Date): boolean => now.getTime() - issuedAt.getTime() <= FRESH_MS;

/** A 401 would tell a frontend that the session is over. */
function refuse(error: unknown): never {
  const aboutProof = error instanceof Problem && error.status < 500;
  throw aboutProof ? failed(error) : error;
}
