import type { Knex } from 'knex';
import { User } from '../../db/models/user.js';
import { normalizeEmail } from '../../domain/account/email.js';
import { Problem } from '../../domain/problems.js';
import { type AfterCommit, afterCommit, type CommitDeps } from '../runs/after-commit.js';
import { admitUser } from './admit-user.js';
import type { LoginThrottle } from './login-throttle.js';
import { type ClientInfo, openSession, type TokenSettings, type Tokens } from './open-session.js';
import type { Passwords } from './passwords.js';

export interface LogInDeps extends CommitDeps {
  db: Knex;
  passwords: Passwords;
  tokens: TokenSettings;
  throttle: LoginThrottle;
}

/**
 * Signs a person in by e-mail and password. An erasure in its time of grace is called off by it.
 * @throws Problem wrong-credentials, the same and as slow whether the e-mail or the password is wrong;
 * too-many-requests after too many attempts; account-closed for a right password of an account that cannot be used.
 */
export async function logIn(
  deps: LogInDeps,
  input: { email: string; password: string; client: ClientInfo },
): Promise<{ user: User; tokens: Tokens }> {
  const email = normalizeEmail(input.email);
  const attempt = { email, address: input.client.address };
  await deps.throttle.admit(attempt);
  const found = await User.query(deps.db).findOne({ email });
  const right = await deps.passwords.matches(input.password, found?.passwordHash);
  if (!found || !right) throw new Problem('wrong-credentials', 'Check the e-mail and the password.');
  await deps.throttle.succeeded(attempt);
  const after: AfterCommit = { start: [], cancel: [] };
  const login = await deps.db.transaction(async (trx) => {
    const user = await admitUser(found.id, after, trx);
    return { user, tokens: await openSession(deps.tokens, user.id, input.client, trx) };
  });
  await Promise.all([afterCommit(deps, after), renewHash(deps, found, input.password)]);
  return login;
}

/** Hashes a password again whose hash was made at an older cost, unless it is changed meanwhile. */
async function renewHash({ db, passwords }: LogInDeps, { id, passwordHash }: User, password: string): Promise<void> {
  if (!passwordHash || !passwords.isOutdated(passwordHash)) return;
  const renewed = await passwords.hash(password);
  await User.query(db).findById(id).where({ passwordHash }).patch({ passwordHash: renewed });
}
