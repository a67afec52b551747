import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { type Role, User } from '../../db/models/user.js';
import { normalizeEmail } from '../../domain/account/email.js';
import { audit } from '../shared/audit.js';

/**
 * Gives an account another role, by a command on the server; sessions go on, with the new role at once.
 * @throws Error for an e-mail without a usable account; for one that nobody has confirmed, unless the role is taken
 * away; and rather than leave the product without an administrator.
 */
export async function changeRole({ db }: { db: Knex }, { email, role }: { email: string; role: Role }): Promise<void> {
  await db.transaction(async (trx) => {
    const { user, isLastAdmin } = await lockWithAdmins(email, trx);
    if (user.status !== 'active') throw new Error(`The account ${email} is ${user.status}.`);
    // Whoever typed the e-mail first need not be the one whom the command means.
    if (role !== 'student' && user.emailVerifiedAt === null) throw unconfirmed(email);
    if (user.role === role) return;
    if (isLastAdmin) throw lastAdmin();
    const details = { from: user.role, to: role };
    await user.$query(trx).patch({ role });
    await audit({ action: 'role.changed', actor: { kind: 'command' }, subjectId: user.id, details }, trx);
  });
}

/**
 * Locks the account with an e-mail, and every administrator with it, so that two cannot be taken away at the same time.
 * @throws Error where there is no such account.
 */
export async function lockWithAdmins(email: string, trx: Transaction): Promise<{ user: User; isLastAdmin: boolean }> {
  const isAdmin = { role: 'admin', status: 'active' } as const;
  // All in one order: two commands that each began with another account would wait for each other.
  const locked = await User.query(trx)
    .where({ email: normalizeEmail(email) })
    .orWhere(isAdmin)
    .orderBy('id')
    .forNoKeyUpdate();
  const user = locked.find((one) => one.email === normalizeEmail(email));
  if (!user) throw noAccount(email);
  const admins = locked.filter(({ role, status }) => role === isAdmin.role && status === isAdmin.status);
  return { user, isLastAdmin: admins.length === 1 && admins[0]?.id === user.id };
}

/** The account with this e-mail, locked until the transaction ends. @throws Error where there is none. */
export async function lockByEmail(email: string, trx: Transaction): Promise<User> {
  const user = await User.query(trx)
    .findOne({ email: normalizeEmail(email) })
    .forNoKeyUpdate();
  if (!user) throw noAccount(email);
  return user;
}

export const lastAdmin = (): Error => new Error('This is the last administrator: make another first.');

const unconfirmed = (email: string): Error =>
  new Error(
    `Nobody has confirmed the e-mail ${email}: have its owner do so by the mail of the sign-up, or, if they did not ` +
      'sign up themselves, set a new password by mail.',
  );

const noAccount = (email: string): Error => new Error(`There is no account with the e-mail ${email}.`);
