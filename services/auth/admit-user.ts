import type { Transaction } from 'objection';
import { Erasure } from '../../db/models/erasure.js';
import { User } from '../../db/models/user.js';
import { Problem } from '../../domain/problems.js';
import { queueMail } from '../mail/queue-mail.js';
import { cancelRow } from '../runs/cancel-run.js';
import type { AfterCommit } from '../runs/in-transaction.js';
import { audit } from '../shared/audit.js';

/**
 * Lets in a person whose identity was just proven, and holds the user's row until the transaction ends.
 * Whoever comes back in the time of grace stays: the erasure is called off.
 * @throws Problem account-closed.
 */
export async function admitUser(userId: string, now: Date, after: AfterCommit, trx: Transaction): Promise<User> {
  const user = await User.query(trx).findById(userId).forNoKeyUpdate();
  if (user?.status === 'erasing') await callOffErasure(userId, now, after, trx);
  else if (user?.status !== 'active')
    throw new Problem('account-closed', 'This account is suspended or being removed.');
  return User.query(trx).findById(userId).withGraphFetched('profile').throwIfNotFound();
}

async function callOffErasure(userId: string, now: Date, after: AfterCommit, trx: Transaction): Promise<void> {
  const erasure = await Erasure.query(trx).findOne({ userId, phase: 'grace' }).modify('open').forNoKeyUpdate();
  if (erasure) await cancelRow('eraseAccount', erasure, now, after, trx);
  await User.query(trx).findById(userId).patch({ status: 'active' });
  await audit({ action: 'erasure.called-off', actor: { kind: 'user', id: userId }, subjectId: userId }, trx);
  await queueMail({ userId, kind: 'erasure-cancelled' }, now, after, trx);
}
