import { type Transaction, UniqueViolationError } from 'objection';
import type { Google, GoogleIdentity } from '../../../clients/google/id-tokens.js';
import { OAuthIdentity } from '../../../db/models/oauth-identity.js';
import { User } from '../../../db/models/user.js';
import { UserProfile } from '../../../db/models/user-profile.js';
import { displayNameFrom } from '../../../domain/account/display-name.js';
import { normalizeEmail } from '../../../domain/account/email.js';
import { Problem } from '../../../domain/problems.js';
import { type AfterCommit, inTransaction, type TransactionDeps } from '../../runs/in-transaction.js';
import { admitUser } from '../admit-user.js';
import { type ClientInfo, openSession, type TokenSettings, type Tokens } from '../open-session.js';
import { checkGoogleProof, type GoogleProof } from './proofs.js';

export interface SignInWithGoogleDeps extends TransactionDeps {
  google: Google | null;
  tokens: TokenSettings;
}

interface GoogleLogin {
  user: User;
  tokens: Tokens;
  /** Whether the account was made by it. */
  isNew: boolean;
}

/**
 * Signs a person in whom Google vouches for, and makes their account at the first time. An erasure in its time of
 * grace is called off by it.
 * @throws Problem email-taken where another account has the e-mail: it is never linked by itself, and the proof can
 * still be used to link it; account-closed; whatever is wrong with the proof.
 */
export async function signInWithGoogle(
  deps: SignInWithGoogleDeps,
  input: { proof: GoogleProof; client: ClientInfo },
): Promise<GoogleLogin> {
  const { claim } = await checkGoogleProof(deps, input.proof);
  return inTransaction(deps, async (trx, after) => {
    const now = deps.clock();
    const found = await findOrMakeUser(await claim(trx), now, after, trx);
    const session = { userId: found.user.id, client: input.client, now };
    return { ...found, tokens: await openSession(deps.tokens, session, trx) };
  });
}

async function findOrMakeUser(
  identity: GoogleIdentity,
  now: Date,
  after: AfterCommit,
  trx: Transaction,
): Promise<Pick<GoogleLogin, 'user' | 'isNew'>> {
  const { issuer, subject } = identity;
  const known = await OAuthIdentity.query(trx).findOne({ issuer, subject });
  if (!known) return { user: await makeUser(identity, now, trx), isNew: true };
  const { id, userId } = known;
  const stillHolds = async () => Boolean(await OAuthIdentity.query(trx).findById(id).select('id'));
  const user = await admitUser({ userId, stillHolds }, now, after, trx);
  if (!user) throw new Problem('google-token-invalid', 'The login was unlinked just now; sign in with Google again.');
  return { user, isNew: false };
}

async function makeUser({ issuer, subject, ...person }: GoogleIdentity, now: Date, trx: Transaction): Promise<User> {
  const email = normalizeEmail(person.email);
  const user = await User.query(trx).insertAndFetch({ email, passwordHash: null, emailVerifiedAt: now }).catch(taken);
  const displayName = displayNameFrom(person.name, email);
  user.profile = await UserProfile.query(trx).insertAndFetch({ userId: user.id, displayName });
  await OAuthIdentity.query(trx).insert({ userId: user.id, issuer, subject });
  return user;
}

function taken(error: unknown): never {
  const detail = 'Sign in to that account in another way, then link this Google login at POST /auth/google/link.';
  throw error instanceof UniqueViolationError ? new Problem('email-taken', detail) : error;
}
