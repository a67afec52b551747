import { type Transaction, UniqueViolationError } from 'objection';
import { User } from '../../db/models/user.js';
import { UserProfile } from '../../db/models/user-profile.js';
import { normalizeEmail } from '../../domain/account/email.js';
import { Problem } from '../../domain/problems.js';
import { queueMail } from '../mail/queue-mail.js';
import { inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { definedFields } from '../shared/defined-fields.js';
import { type ClientInfo, openSession, type TokenSettings, type Tokens } from './open-session.js';
import { assertStrongPassword } from './password-rules.js';
import type { Passwords } from './passwords.js';

export interface SignUpInput {
  email: string;
  password: string;
  displayName: string;
  /** BCP 47. */
  locale?: string | undefined;
  /** IANA. */
  timeZone?: string | undefined;
  client: ClientInfo;
}

/**
 * Makes an account and signs it in; a mail asks for a proof of the e-mail.
 * @throws Problem email-taken; invalid-request for a password that is easily guessed.
 */
export async function signUp(
  deps: TransactionDeps & { passwords: Passwords; tokens: TokenSettings },
  input: SignUpInput,
): Promise<{ user: User; tokens: Tokens }> {
  await assertStrongPassword(input);
  const passwordHash = await deps.passwords.hash(input.password);
  return inTransaction(deps, async (trx, after) => {
    const now = deps.clock();
    const user = await insertAccount(input, passwordHash, trx);
    await queueMail({ userId: user.id, kind: 'verify-email' }, now, after, trx);
    return { user, tokens: await openSession(deps.tokens, { userId: user.id, client: input.client, now }, trx) };
  });
}

async function insertAccount(input: SignUpInput, passwordHash: string, trx: Transaction): Promise<User> {
  const user = await User.query(trx)
    .insertAndFetch({ email: normalizeEmail(input.email), passwordHash })
    .catch(taken);
  const { displayName, locale, timeZone } = input;
  user.profile = await UserProfile.query(trx).insertAndFetch({
    userId: user.id,
    displayName,
    ...definedFields({ locale, timeZone }),
  });
  return user;
}

function taken(error: unknown): never {
  if (error instanceof UniqueViolationError) throw new Problem('email-taken', 'Sign in, or use another e-mail.');
  throw error;
}
