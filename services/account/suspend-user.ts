import type { Knex } from 'knex';
import { revokeSessions } from '../auth/revoke-sessions.js';
import { audit } from '../shared/audit.js';
import type { Clock } from '../shared/clock.js';
import { lastAdmin, lockByEmail, lockWithAdmins } from './change-role.js';

/**
 * Shuts an account out, by a command on the server: all its sessions end, and nobody can sign in. Repeating it is harmless.
 * @throws Error for an e-mail without an account, for one that is being erased, and for the last administrator.
 */
export async function suspendUser(
  { db, clock }: { db: Knex; clock: Clock },
  { email }: { email: string },
): Promise<void> {
  await db.transaction(async (trx) => {
    const { user, isLastAdmin } = await lockWithAdmins(email, trx);
    if (user.status === 'suspended') return;
    if (user.status !== 'active') throw new Error(`The account ${email} is being erased.`);
    if (isLastAdmin) throw lastAdmin();
    await user.$query(trx).patch({ status: 'suspended' });
    await revokeSessions({ userId: user.id, now: clock() }, trx);
    await audit({ action: 'user.suspended', actor: { kind: 'command' }, subjectId: user.id }, trx);
  });
}

/** Lets a suspended account in again. Repeating it is harmless. @throws Error for an e-mail without an account. */
export async function reinstateUser({ db }: { db: Knex }, { email }: { email: string }): Promise<void> {
  await db.transaction(async (trx) => {
    const user = await lockByEmail(email, trx);
    if (user.status !== 'suspended') return;
    await user.$query(trx).patch({ status: 'active' });
    await audit({ action: 'user.reinstated', actor: { kind: 'command' }, subjectId: user.id }, trx);
  });
}
