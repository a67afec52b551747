import type { Knex } from 'knex';
import { User } from '../../db/models/user.js';
import { normaliseEmail } from '../../domain/email.js';
import { Problem } from '../../domain/problems.js';
import { openSession, type TokenSettings, type Tokens } from './open-session.js';
import type { Passwords } from './passwords.js';

/**
 * Signs a person in by e-mail and password.
 * @throws Problem wrong-credentials, the same and as slow whether the e-mail or the password is wrong;
 * account-closed for a right password of an account that is not active.
 */
export async function logIn(
  deps: { db: Knex; passwords: Passwords; tokens: TokenSettings },
  input: { email: string; password: string },
): Promise<{ user: User; tokens: Tokens }> {
  const found = await User.query(deps.db).findOne({ email: normaliseEmail(input.email) });
  const right = await deps.passwords.matches(input.password, found?.passwordHash);
  if (!found || !right) throw new Problem('wrong-credentials', 'Check the e-mail and the password.');
  return deps.db.transaction(async (trx) => {
    const user = await User.query(trx).findById(found.id).withGraphFetched('profile').forShare().throwIfNotFound();
    if (user.status !== 'active') throw new Problem('account-closed', 'This account is suspended or being removed.');
    return { user, tokens: await openSession(deps.tokens, user.id, trx) };
  });
}
