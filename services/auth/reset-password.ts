import type { Transaction } from 'objection';
import { User } from '../../db/models/user.js';
import type { TimeBudget } from '../../lib/time-budget.js';
import { queueMail } from '../mail/queue-mail.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { accountClosed } from '../shared/active-user.js';
import { audit } from '../shared/audit.js';
import { unlinkIdentities } from './google/identities.js';
import type { LoginThrottle } from './login-throttle.js';
import { findCodeOwner, useCode, useUpCodes } from './one-time-codes.js';
import { assertStrongPassword } from './password-rules.js';
import type { Passwords } from './passwords.js';
import { revokeSessions } from './revoke-sessions.js';

export interface ResetDeps extends TransactionDeps {
  passwords: Passwords;
  throttle: LoginThrottle;
}

/**
 * Gives the account a new password by the code of a mail, and takes the mail for the proof of the e-mail.
 * Every session ends, every other code stops working, and Google logins are unlinked until they are linked again, since
 * whoever was in the account can have linked theirs. The owner may sign in at once, however often others tried.
 * @param input.address network address of the caller
 * @throws Problem code-invalid; account-closed; invalid-request for a password that is easily guessed, which leaves
 * the code as it was; too-many-requests when many hash passwords just now.
 */
export async function resetPassword(
  deps: ResetDeps,
  input: { code: string; password: string; address: string; limiterTime: TimeBudget },
): Promise<void> {
  const userId = await findCodeOwner({ kind: 'reset-password', code: input.code, now: deps.clock() }, deps.db);
  const known = await User.query(deps.db).findById(userId).withGraphFetched('profile');
  if (!known) throw accountClosed();
  const { email, profile } = known;
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
        details: await shutOthersOut(userId, now, trx),
      },
      trx,
    );
    await queueMail({ userId, kind: 'password-reset' }, now, after, trx);
  });
  await deps.throttle.succeeded({ email, address: input.address }, input.limiterTime);
}

/** Whoever is about to leave may come back by a new password as well. @throws Problem account-closed. */
async function lockOwner(userId: string, trx: Transaction): Promise<User> {
  const user = await User.query(trx).findById(userId).whereIn('status', ['active', 'erasing']).forNoKeyUpdate();
  if (!user) throw accountClosed();
  return user;
}

/** Ends whatever else could let somebody in. @returns how much there was. */
async function shutOthersOut(userId: string, now: Date, trx: Transaction) {
  await useUpCodes(userId, now, trx);
  const sessionsEnded = await revokeSessions({ userId, now }, trx);
  return { sessionsEnded, identitiesRemoved: await unlinkIdentities({ userId }, trx) };
}
