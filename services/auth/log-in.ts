import { User } from '../../db/models/user.js';
import { normalizeEmail } from '../../domain/account/email.js';
import { Problem } from '../../domain/problems.js';
import type { TimeBudget } from '../../lib/time-budget.js';
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

interface LogInInput {
  email: string;
  password: string;
  client: ClientInfo;
  limiterTime: TimeBudget;
}

interface Login {
  user: User;
  tokens: Tokens;
}

/**
 * Signs a person in by e-mail and password. An erasure in its time of grace is called off by it.
 * @throws Problem wrong-credentials, the same and as slow whether the e-mail or the password is wrong;
 * too-many-requests after too many attempts; account-closed for a right password of an account that cannot be used.
 */
export async function logIn(deps: LogInDeps, input: LogInInput): Promise<Login> {
  const attempt = { email: normalizeEmail(input.email), address: input.client.address };
  await deps.throttle.admit(attempt, input.limiterTime);
  // The hash that was checked may be changed meanwhile, also by a login that renews it: then the new one is checked.
  const login = (await tryLogIn(deps, input)) ?? (await tryLogIn(deps, input));
  if (!login) throw wrongCredentials();
  await deps.throttle.succeeded(attempt, input.limiterTime);
  return login;
}

/**
 * @returns undefined where the hash that was checked is not the account's any more
 * @throws Problem as logIn.
 */
async function tryLogIn(deps: LogInDeps, { email, password, client }: LogInInput): Promise<Login | undefined> {
  const found = await User.query(deps.db).findOne({ email: normalizeEmail(email) });
  const right = await deps.passwords.matches(password, found?.passwordHash);
  if (!found || !right) throw wrongCredentials();
  const stillHolds = ({ passwordHash }: User) => passwordHash === found.passwordHash;
  const login = await inTransaction(deps, async (trx, after) => {
    const now = deps.clock();
    const user = await admitUser({ userId: found.id, stillHolds }, now, after, trx);
    return user && { user, tokens: await openSession(deps.tokens, { userId: user.id, client, now }, trx) };
  });
  if (login) await renewHash(deps, found, password);
  return login;
}

const wrongCredentials = () => new Problem('wrong-credentials', 'Check the e-mail and the password.');

/** Hashes a password again whose hash was made at an older cost, unless it is changed meanwhile. */
async function renewHash({ db, passwords }: LogInDeps, { id, passwordHash }: User, password: string): Promise<void> {
  if (!passwordHash || !passwords.isOutdated(passwordHash)) return;
  const renewed = await passwords.hash(password);
  await User.query(db).findById(id).where({ passwordHash }).patch({ passwordHash: renewed });
}
