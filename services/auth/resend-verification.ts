import type { Knex } from 'knex';
import { User } from '../../db/models/user.js';
import { lockActiveUser } from '../active-user.js';
import { type CommitDeps, startAfterCommit } from '../after-commit.js';
import { queueMail } from '../mail/queue-mail.js';

/** Queues another mail with a code to verify the e-mail, unless it is verified. @throws Problem account-closed. */
export async function resendVerification(deps: CommitDeps & { db: Knex }, userId: string): Promise<void> {
  const start = await deps.db.transaction(async (trx) => {
    await lockActiveUser(userId, trx);
    const open = await User.query(trx).findById(userId).whereNull('emailVerifiedAt').select('id');
    return open && queueMail({ userId, kind: 'verify-email' }, trx);
  });
  if (start) await startAfterCommit(deps, start);
}
