import { OneTimeCode } from '../../db/models/one-time-code.js';
import { User } from '../../db/models/user.js';
import { Problem } from '../../domain/problems.js';
import { queueMail } from '../mail/queue-mail.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { audit } from '../shared/audit.js';
import { unlinkIdentities } from './google/identities.js';
import { assertStrongPassword } from './password-rules.js';
import { type ProvingCaller, type ReauthenticateDeps, reauthenticate } from './reauthenticate.js';
import { revokeSessions } from './revoke-sessions.js';

/**
 * Changes the password, or sets the first one of an account that had none, and ends every session but the caller's.
 * @param input.unlinkGoogle whether Google logins are taken from the account as well
 * @throws Problem invalid-request for a password that is easily guessed, which leaves the proof as it was; those of
 * reauthenticate.
 */
export async function changePassword(
  deps: ReauthenticateDeps & TransactionDeps,
  input: ProvingCaller & { password: string; unlinkGoogle: boolean },
): Promise<void> {
  const { userId, sessionId } = input;
  const known = await User.query(deps.db).findById(userId).withGraphFetched('profile');
  if (!known) throw new Problem('unauthenticated', 'The account was removed.');
  const { email, profile } = known;
  await assertStrongPassword({ password: input.password, email, displayName: profile?.displayName });
  const confirm = await reauthenticate(deps, input);
  const passwordHash = await deps.passwords.hash(input.password);
  await inTransaction(deps, async (trx, after) => {
    const now = deps.clock();
    await confirm(trx);
    await User.query(trx).findById(userId).patch({ passwordHash });
    const codes = OneTimeCode.query(trx).where({ userId, kind: 'reset-password' }).whereNull('usedAt');
    await codes.patch({ usedAt: now });
    const sessionsEnded = await revokeSessions({ userId, except: sessionId, now }, trx);
    const identitiesRemoved = input.unlinkGoogle ? await unlinkIdentities({ userId }, trx) : 0;
    const details = { sessionsEnded, identitiesRemoved };
    await audit({ action: 'password.changed', actor: { kind: 'user', id: userId }, subjectId: userId, details }, trx);
    await queueMail({ userId, kind: 'password-changed' }, now, after, trx);
    if (identitiesRemoved > 0) await queueMail({ userId, kind: 'google-unlinked' }, now, after, trx);
  });
}
