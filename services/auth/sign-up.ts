import type { Knex } from 'knex';
import { type Transaction, UniqueViolationError } from 'objection';
import { User } from '../../db/models/user.js';
import { UserProfile } from '../../db/models/user-profile.js';
import { normalizeEmail } from '../../domain/account/email.js';
import { Problem } from '../../domain/problems.js';
import { queueMail } from '../mail/queue-mail.js';
import { type CommitDeps, startAfterCommit } from '../runs/after-commit.js';
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
  deps: CommitDeps & { db: Knex; passwords: Passwords; tokens: TokenSettings },
  input: SignUpInput,
): Promise<{ user: User; tokens: Tokens }> {
  await assertStrongPassword(input.password, input);
  const passwordHash = await deps.passwords.hash(input.password);
  const { start, ...login } = await deps.db.transaction((trx) => makeAccount(deps.tokens, input, passwordHash, trx));
  await startAfterCommit(deps, start);
  return login;
}

async function makeAccount(tokens: TokenSettings, input: SignUpInput, passwordHash: string, trx: Transaction) {
  const user = await User.query(trx)
    .insertAndFetch({ email: normalizeEmail(input.email), passwordHash })
    .catch(taken);
  const { displayName, locale, timeZone } = input;
  user.profile = await UserProfile.query(trx).insertAndFetch({
    userId: user.id,
    displayName,
    ...definedFields({ locale, timeZone }),
  });
  const start = await queueMail({ userId: user.id, kind: 'verify-email' }, trx);
  return { user, tokens: await openSession(tokens, user.id, input.client, trx), start };
}

function taken(error: unknown): never {
  if (error instanceof UniqueViolationError) throw new Problem('email-taken', 'Sign in, or use another e-mail.');
  throw error;
}
