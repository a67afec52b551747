import type { Transaction } from 'objection';
import { OneTimeCode } from '../../db/models/one-time-code.js';
import { Session } from '../../db/models/session.js';
import { User } from '../../db/models/user.js';
import { Problem } from '../../domain/problems.js';
import { queueMail } from '../mail/queue-mail.js';
import { type CommitDeps, startAfterCommit } from '../runs/after-commit.js';
import { audit } from '../shared/audit.js';
import { assertStrongPassword } from './password-rules.js';
import { type IdentityProof, type ReauthenticateDeps, reauthenticate } from './reauthenticate.js';
import { revokeSessions } from './revoke-sessions.js';

/**
 * Changes the password, or sets the first one of an account that had none, and ends every other session.
 * @param input.sessionId the caller's, which stays
 * @throws Problem invalid-request for a password that is easily guessed, which leaves the proof as it was; those of
 * reauthenticate; unauthenticated where the session was ended meanwhile.
 */
export async function changePassword(
  deps: ReauthenticateDeps & CommitDeps,
  input: { userId: string; sessionId: string; proof: IdentityProof; password: string },
): Promise<void> {
  const { userId, sessionId } = input;
  const { email, profile } = await User.query(deps.db).findById(userId).withGraphFetched('profile').throwIfNotFound();
  await assertStrongPassword(input.password, { email, displayName: profile?.displayName ?? '' });
  await reauthenticate(deps, userId, input.proof);
  const passwordHash = await deps.passwords.hash(input.password);
  const start = await deps.db.transaction(async (trx) => {
    await lockCaller(userId, sessionId, trx);
    await User.query(trx).findById(userId).patch({ passwordHash });
    const codes = OneTimeCode.query(trx).where({ userId, kind: 'reset-password' }).whereNull('usedAt');
    await codes.patch({ usedAt: new Date() });
    const sessionsEnded = await revokeSessions(userId, { except: sessionId }, trx);
    const actor = { kind: 'user', id: userId } as const;
    await audit({ action: 'password.changed', actor, subjectId: userId, details: { sessionsEnded } }, trx);
    return queueMail({ userId, kind: 'password-changed' }, trx);
  });
  await startAfterCommit(deps, start);
}

/** The proof was given before: a new password by e-mail since then has ended this session, and wins. */
async function lockCaller(userId: string, sessionId: string, trx: Transaction): Promise<void> {
  const user = await User.query(trx).findById(userId).where({ status: 'active' }).select('id').forNoKeyUpdate();
  const session = await Session.query(trx).findOne({ id: sessionId, userId }).whereNull('revokedAt').select('id');
  if (!user || !session) throw new Problem('unauthenticated', 'Sign in again.');
}
