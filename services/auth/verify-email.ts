import type { Knex } from 'knex';
import { User } from '../../db/models/user.js';
import { lockActiveUserForUpdate } from '../shared/active-user.js';
import type { Clock } from '../shared/clock.js';
import { findCodeOwner, useCode } from './one-time-codes.js';

/**
 * Takes the code of a mail for the proof that its reader has the account's e-mail.
 * @throws Problem code-invalid; account-closed.
 */
export async function verifyEmail(
  { db, clock }: { db: Knex; clock: Clock },
  { code }: { code: string },
): Promise<void> {
  const now = clock();
  const userId = await findCodeOwner({ kind: 'verify-email', code, now }, db);
  await db.transaction(async (trx) => {
    await lockActiveUserForUpdate(userId, trx);
    await useCode({ kind: 'verify-email', code, now }, trx);
    await User.query(trx).findById(userId).whereNull('emailVerifiedAt').patch({ emailVerifiedAt: now });
  });
}
