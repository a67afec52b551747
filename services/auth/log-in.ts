import type { Knex } from 'knex';
import { User } from '../../db/models/user.js';
import { normaliseEmail } from '../../domain/email.js';
import { Problem } from '../../domain/problems.js';
import { type AfterCommit, afterCommit, type CommitDeps } from '../after-commit.js';
import { admitUser } from './admit-user.js';
import { type ClientInfo, openSession, type TokenSettings, type Tokens } from './open-session.js';
import type { Passwords } from './passwords.js';

/**
 * Signs a person in by e-mail and password. An erasure in its time of grace is called off by it.
 * @throws Problem wrong-credentials, the same and as slow whether the e-mail or the password is wrong;
 * account-closed for a right password of an account that cannot be used.
 */
export async function logIn(
  deps: CommitDeps & { db: Knex; passwords: Passwords; tokens: TokenSettings },
  input: { email: string; password: string; client: ClientInfo },
): Promise<{ user: User; tokens: Tokens }> {
  const found = await User.query(deps.db).findOne({ email: normaliseEmail(input.email) });
  const right = await deps.passwords.matches(input.password, found?.passwordHash);
  if (!found || !right) throw new Problem('wrong-credentials', 'Check the e-mail and the password.');
  const after: AfterCommit = { start: [], cancel: [] };
  const login = await deps.db.transaction(async (trx) => {
    const user = await admitUser(found.id, after, trx);
    return { user, tokens: await openSession(deps.tokens, user.id, input.client, trx) };
  });
  await afterCommit(deps, after);
  return login;
}
