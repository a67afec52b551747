import type { Transaction } from 'objection';
import { OAuthIdentity } from '../../db/models/oauth-identity.js';
import { OneTimeCode } from '../../db/models/one-time-code.js';
import { User } from '../../db/models/user.js';
import { Problem } from '../../domain/problems.js';
import { queueMail } from '../mail/queue-mail.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { audit } from '../shared/audit.js';
import type { LoginThrottle } from './login-throttle.js';
import { findCodeOwner, useCode } from './one-time-codes.js';
import { assertStrongPassword } from './password-rules.js';
import type { Passwords } from './passwords.js';
import { revokeSessions } from './revoke-sessions.js';

export interface ResetDeps extends TransactionDeps {
  passwords: Passwords;
  throttle: LoginThrottle;
}

/**
 * Gives the account a new password by the code of a mail, and takes the mail for the proof of the e-mail.
 * Every session ends, and every other code stops working. The owner may sign in at once, however often others tried.
 * @param input.address network address of the caller
 * @throws Problem code-invalid; account-closed; invalid-request for a password that is easily guessed, which leaves
 * the code as it was; too-many-requests when many hash passwords just now.
 */
export async function resetPassword(
  deps: ResetDeps,
  input: { code: string; password: string; address: string },
): Promise<void> {
  const userId = await findCodeOwner({ kind: 'reset-password', code: input.code, now: deps.clock() }, deps.db);
  const { email, profile } = await User.query(deps.db).findById(userId).withGraphFetched('profile').throwIfNotFound();
  await assertStrongPassword({ password: input.password, email, displayName: profile?.displayName });
  const passwordHash = await deps.passwords.hash(input.password);
  await inTransaction(deps, async (trx, after) => {
    const now = deps.clock();
    const user = await lockOwner(userId, trx);
    await useCode({ kind: 'reset-password', code: input.code, now }, trx);
    const emailVerifiedAt = user.emailVerifiedAt ?? now;
    await User.query(trx).findById(userId).patch({ passwordHash, emailVerifiedAt });
    await audit(
      {
        action: 'password.reset',
        actor: { kind: 'user', id: userId },
        subjectId: userId,
        details: await shutOthersOut(user, now, trx),
      },
      trx,
    );
    await queueMail({ userId, kind: 'password-changed' }, now, after, trx);
  });
  await deps.throttle.succeeded({ email, address: input.address });
}

/** Whoever is about to leave may come back by a new password as well. @throws Problem account-closed. */
async function lockOwner(userId: string, trx: Transaction): Promise<User> {
  const user = await User.query(trx).findById(userId).whereIn('status', ['active', 'erasing']).forNoKeyUpdate();
  if (!user) throw new Problem('account-closed', 'This account is suspended or being removed.');
  return user;
}

/** Ends whatever else could let somebody in. @returns how much there was. */
async function shutOthersOut({ id: userId, emailVerifiedAt }: User, now: Date, trx: Transaction) {
  await OneTimeCode.query(trx).where({ userId }).whereNull('usedAt').patch({ usedAt: now });
  const sessions = await revokeSessions({ userId, now }, trx);
  // Until now nobody had proven the e-mail, so these may be of somebody who made the account to lie in wait.
  const identities = emailVerifiedAt ? 0 : await OAuthIdentity.query(trx).where({ userId }).delete();
  return { sessionsEnded: sessions, identitiesRemoved: identities };
}
