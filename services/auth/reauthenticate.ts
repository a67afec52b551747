import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { Google, GoogleIdentity } from '../../clients/google/id-tokens.js';
import { User } from '../../db/models/user.js';
import { isLinkedSince } from '../../db/queries/identities.js';
import { Problem } from '../../domain/problems.js';
import type { TimeBudget } from '../../lib/time-budget.js';
import type { Clock } from '../shared/clock.js';
import { type Caller, lockCallerForUpdate } from '../shared/lock-caller.js';
import { checkGoogleProof, type GoogleProof } from './google/proofs.js';
import type { Passwords } from './passwords.js';
import { countWrongProof, forgetWrongProofs, type ProofThrottle } from './wrong-proofs.js';

/**
 * What a signed-in person shows again before something that cannot be undone, or that changes who may sign in: what
 * the account had before the session began, since whoever has stolen the session can have added the rest.
 */
export type IdentityProof = { password: string } | GoogleProof;

/** A caller, and what they show. */
export interface ProvingCaller extends Caller {
  proof: IdentityProof;
  limiterTime: TimeBudget;
}

export interface ReauthenticateDeps {
  db: Knex;
  clock: Clock;
  passwords: Passwords;
  proofThrottle: ProofThrottle;
  /** Null where signing in with Google is not set up. */
  google: Google | null;
}

/**
 * Makes sure of a right proof in the transaction of what it is for: uses it up, locks the user's row (FOR NO KEY
 * UPDATE) and looks again at everything that was looked at before.
 * @returns the user as the row is now
 * @throws Problem reauthentication-failed where it is right no longer; unauthenticated where the session was ended.
 */
export type ConfirmProof = (trx: Transaction) => Promise<User>;

/** How old a login at Google may be. */
const FRESH_MS = 5 * 60_000;

/**
 * Looks whether the caller is the user: by the password, or by a login at Google of the last 5 minutes, of an identity
 * that was linked when the session began. Wrong proofs are followed by growing waits, and at last by the session's end.
 * @returns what must be called in the transaction of whatever the proof is for
 * @throws Problem reauthentication-failed, whatever was wrong; unauthenticated for one wrong proof too many, or a
 * session that ended meanwhile; too-many-requests; google-not-configured; service-unavailable.
 */
export async function reauthenticate(deps: ReauthenticateDeps, caller: ProvingCaller): Promise<ConfirmProof> {
  const { userId, proof, limiterTime } = caller;
  await deps.proofThrottle.admit(userId, limiterTime);
  const confirm = await check(deps, caller, proof).catch(async (error: unknown) => {
    await deps.proofThrottle.takeBack(userId, limiterTime);
    throw error;
  });
  if (!confirm) {
    await countWrongProof(deps, caller);
    throw failed();
  }
  await deps.proofThrottle.succeeded(userId, limiterTime);
  return async (trx) => {
    const user = await confirm(trx);
    await forgetWrongProofs(caller, trx);
    return user;
  };
}

const failed = (cause?: unknown): Problem =>
  new Problem('reauthentication-failed', 'Give your password, or sign in with Google again.', { cause });

/** @returns undefined for a wrong proof */
const check = (deps: ReauthenticateDeps, caller: Caller, proof: IdentityProof): Promise<ConfirmProof | undefined> =>
  'password' in proof ? checkPassword(deps, caller, proof.password) : checkGoogle(deps, caller, proof);

async function checkPassword(
  { db, passwords }: ReauthenticateDeps,
  caller: Caller,
  password: string,
): Promise<ConfirmProof | undefined> {
  const known = await User.query(db).findById(caller.userId).select('passwordHash');
  if (!(await passwords.matches(password, known?.passwordHash))) return undefined;
  return async (trx) => {
    const user = await lockCallerForUpdate(caller, trx);
    if (user.passwordHash !== known?.passwordHash) throw failed();
    return user;
  };
}

async function checkGoogle(
  deps: ReauthenticateDeps,
  caller: Caller,
  proof: GoogleProof,
): Promise<ConfirmProof | undefined> {
  const checked = await checkGoogleProof(deps, proof).catch(undefinedIfWrong);
  if (!checked || !isFresh(checked.identity, deps.clock())) return undefined;
  const isOwn = ({ issuer, subject }: GoogleIdentity, db: Knex) =>
    isLinkedSince(db, { userId: caller.userId, sessionId: caller.sessionId, issuer, subject });
  if (!(await isOwn(checked.identity, deps.db))) return undefined;
  return async (trx) => {
    // Before the user's row, as a login does it: the other way round two of the same token would wait for each other.
    const identity = await checked.claim(trx).catch(undefinedIfWrong);
    const user = await lockCallerForUpdate(caller, trx);
    if (!identity || !(await isOwn(identity, trx))) throw failed();
    return user;
  };
}

const isFresh = ({ issuedAt }: GoogleIdentity, now: Date): boolean => now.getTime() - issuedAt.getTime() <= FRESH_MS;

/** What is wrong with a proof is all the same; what is not the proof's fault is thrown. */
function undefinedIfWrong(error: unknown): undefined {
  const aboutProof = error instanceof Problem && error.status < 500;
  if (!aboutProof) throw error;
}
