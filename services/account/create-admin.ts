import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { User } from '../../db/models/user.js';
import { UserProfile } from '../../db/models/user-profile.js';
import { normalizeEmail } from '../../domain/account/email.js';
import type { Passwords } from '../auth/passwords.js';
import { audit } from '../shared/audit.js';
import type { Clock } from '../shared/clock.js';
import { changeRole } from './change-role.js';

/**
 * Makes an administrator: promotes the account with this e-mail, or makes one with a password that is told once.
 * For commands on the server, which need no login.
 * @returns the password of a new account, null for one that was there
 * @throws Error when the account cannot be used, or nobody has confirmed its e-mail.
 */
export async function createAdmin(
  deps: { db: Knex; passwords: Passwords; clock: Clock },
  { email }: { email: string },
): Promise<{ password: string | null }> {
  const known = await User.query(deps.db).findOne({ email: normalizeEmail(email) });
  if (known) {
    await changeRole(deps, { email, role: 'admin' });
    return { password: null };
  }
  const password = randomBytes(18).toString('base64url');
  const passwordHash = await deps.passwords.hash(password);
  await deps.db.transaction(async (trx) => {
    const user = await User.query(trx).insert({
      email: normalizeEmail(email),
      passwordHash,
      role: 'admin',
      // Whoever runs commands on the server vouches for the address.
      emailVerifiedAt: deps.clock(),
    });
    await UserProfile.query(trx).insert({ userId: user.id, displayName: 'Administrator' });
    const details = { from: null, to: 'admin' };
    await audit({ action: 'role.changed', actor: { kind: 'command' }, subjectId: user.id, details }, trx);
  });
  return { password };
}
