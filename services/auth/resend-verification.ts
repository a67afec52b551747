import type { Knex } from 'knex';
import { User } from '../../db/models/user.js';
import { queueMail } from '../mail/queue-mail.js';
import { type CommitDeps, startAfterCommit } from '../runs/after-commit.js';
import { lockActiveUserForShare } from '../shared/active-user.js';

/** Queues another mail with a code to verify the e-mail, unless it is verified. @throws Problem account-closed. */
export async function resendVerification(deps: CommitDeps & { db: Knex }, userId: string): Promise<void> {
  const start = await deps.db.transaction(async (trx) => {
    await lockActiveUserForShare(userId, trx);
    const open = await User.query(trx).findById(userId).whereNull('emailVerifiedAt').select('id');
    return open && queueMail({ userId, kind: 'verify-email' }, trx);
  });
  if (start) await startAfterCommit(deps, start);
}
