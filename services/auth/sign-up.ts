import type { Knex } from 'knex';
import { UniqueViolationError } from 'objection';
import { User } from '../../db/models/user.js';
import { UserProfile } from '../../db/models/user-profile.js';
import { normaliseEmail } from '../../domain/email.js';
import { Problem } from '../../domain/problems.js';
import { type ClientInfo, openSession, type TokenSettings, type Tokens } from './open-session.js';
import { assertStrongPassword } from './password-rules.js';
import type { Passwords } from './passwords.js';

export interface SignUpInput {
  email: string;
  password: string;
  displayName: string;
  client: ClientInfo;
}

/**
 * Makes an account and signs it in.
 * @throws Problem email-taken; invalid-request for a password that is easily guessed.
 */
export async function signUp(
  deps: { db: Knex; passwords: Passwords; tokens: TokenSettings },
  input: SignUpInput,
): Promise<{ user: User; tokens: Tokens }> {
  await assertStrongPassword(input.password, input);
  const passwordHash = await deps.passwords.hash(input.password);
  try {
    return await deps.db.transaction(async (trx) => {
      const user = await User.query(trx).insertAndFetch({ email: normaliseEmail(input.email), passwordHash });
      user.profile = await UserProfile.query(trx).insertAndFetch({ userId: user.id, displayName: input.displayName });
      return { user, tokens: await openSession(deps.tokens, user.id, input.client, trx) };
    });
  } catch (error) {
    if (error instanceof UniqueViolationError) throw new Problem('email-taken', 'Sign in, or use another e-mail.');
    throw error;
  }
}
