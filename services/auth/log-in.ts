import { User } from '../../db/models/user.js';
import { normalizeEmail } from '../../domain/account/email.js';
import { Problem } from '../../domain/problems.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { admitUser } from './admit-user.js';
import type { LoginThrottle } from './login-throttle.js';
import { type ClientInfo, openSession, type TokenSettings, type Tokens } from './open-session.js';
import type { Passwords } from './passwords.js';

export interface LogInDeps extends TransactionDeps {
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
  const login = await inTransaction(deps, async (trx, after) => {
    const now = deps.clock();
    const user = await admitUser(found.id, now, after, trx);
    return { user, tokens: await openSession(deps.tokens, { userId: user.id, client: input.client, now }, trx) };
  });
  await renewHash(deps, found, input.password);
  return login;
}

/** Hashes a password again whose hash was made at an older cost, unless it is changed meanwhile. */
async function renewHash({ db, passwords }: LogInDeps, { id, passwordHash }: User, password: string): Promise<void> {
  if (!passwordHash || !passwords.isOutdated(passwordHash)) return;
  const renewed = await passwords.hash(password);
  await User.query(db).findById(id).where({ passwordHash }).patch({ passwordHash: renewed });
}
