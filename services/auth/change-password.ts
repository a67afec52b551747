import { OneTimeCode } from '../../db/models/one-time-code.js';
import { User } from '../../db/models/user.js';
import { queueMail } from '../mail/queue-mail.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { audit } from '../shared/audit.js';
import { lockOpenSession } from './lock-open-session.js';
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
  deps: ReauthenticateDeps & TransactionDeps,
  input: { userId: string; sessionId: string; proof: IdentityProof; password: string },
): Promise<void> {
  const { userId, sessionId } = input;
  const { email, profile } = await User.query(deps.db).findById(userId).withGraphFetched('profile').throwIfNotFound();
  await assertStrongPassword({ password: input.password, email, displayName: profile?.displayName });
  await reauthenticate(deps, input);
  const passwordHash = await deps.passwords.hash(input.password);
  await inTransaction(deps, async (trx, after) => {
    const now = deps.clock();
    await lockOpenSession({ userId, sessionId }, trx);
    await User.query(trx).findById(userId).patch({ passwordHash });
    const codes = OneTimeCode.query(trx).where({ userId, kind: 'reset-password' }).whereNull('usedAt');
    await codes.patch({ usedAt: now });
    const sessionsEnded = await revokeSessions({ userId, except: sessionId, now }, trx);
    const actor = { kind: 'user', id: userId } as const;
    await audit({ action: 'password.changed', actor, subjectId: userId, details: { sessionsEnded } }, trx);
    await queueMail({ userId, kind: 'password-changed' }, now, after, trx);
  });
}
