import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { type Role, User } from '../../db/models/user.js';
import { normalizeEmail } from '../../domain/account/email.js';
import { audit } from '../shared/audit.js';

/**
 * Gives an account another role, by a command on the server; sessions go on, with the new role at once.
 * @throws Error for an e-mail without a usable account, and rather than leave the product without an administrator.
 */
export async function changeRole({ db }: { db: Knex }, { email, role }: { email: string; role: Role }): Promise<void> {
  await db.transaction(async (trx) => {
    const user = await lockByEmail(email, trx);
    if (user.status !== 'active') throw new Error(`The account ${email} is ${user.status}.`);
    if (user.role === role) return;
    if (user.role === 'admin') await assertAnotherAdmin(user.id, trx);
    await user.$query(trx).patch({ role });
    const details = { from: user.role, to: role };
    await audit({ action: 'role.changed', actor: { kind: 'command' }, subjectId: user.id, details }, trx);
  });
}

/** The account with this e-mail, held until the transaction ends. @throws Error where there is none. */
export async function lockByEmail(email: string, trx: Transaction): Promise<User> {
  const user = await User.query(trx)
    .findOne({ email: normalizeEmail(email) })
    .forUpdate();
  if (!user) throw new Error(`There is no account with the e-mail ${email}.`);
  return user;
}

/** @throws Error when this is the last administrator. */
export async function assertAnotherAdmin(userId: string, trx: Transaction): Promise<void> {
  // All of them are held, so that two administrators cannot be taken away at the same time.
  const admins = await User.query(trx).where({ role: 'admin', status: 'active' }).orderBy('id').forUpdate();
  if (admins.every(({ id }) => id === userId)) throw new Error('This is the last administrator: make another first.');
}
