import type { Transaction } from 'objection';
import { Erasure } from '../../db/models/erasure.js';
import { User } from '../../db/models/user.js';
import { planTimer } from '../game/plan-timer.js';
import { queueMail } from '../mail/queue-mail.js';
import { cancelRow } from '../runs/cancel-run.js';
import type { AfterCommit } from '../runs/in-transaction.js';
import { accountClosed } from '../shared/active-user.js';
import { audit } from '../shared/audit.js';

/** Whose identity was proven, and what tells from the row, once it is held, that the proof still holds. */
export interface ProvenUser {
  userId: string;
  stillHolds(user: User): boolean | Promise<boolean>;
}

/**
 * Lets in a person whose identity was just proven, and holds the user's row until the transaction ends.
 * Whoever comes back in the time of grace stays: the erasure is called off.
 * @returns undefined where the proof does not hold any more
 * @throws Problem account-closed.
 */
export async function admitUser(
  { userId, stillHolds }: ProvenUser,
  now: Date,
  after: AfterCommit,
  trx: Transaction,
): Promise<User | undefined> {
  const user = await User.query(trx).findById(userId).forNoKeyUpdate();
  if (!user || !(await stillHolds(user))) return undefined;
  if (user.status === 'erasing') await callOffErasure(userId, now, after, trx);
  else if (user.status !== 'active') throw accountClosed();
  return User.query(trx).findById(userId).withGraphFetched('profile');
}

async function callOffErasure(userId: string, now: Date, after: AfterCommit, trx: Transaction): Promise<void> {
  const erasure = await Erasure.query(trx).findOne({ userId, phase: 'grace' }).modify('open').forNoKeyUpdate();
  if (erasure) await cancelRow('eraseAccount', erasure, now, after, trx);
  await User.query(trx).findById(userId).patch({ status: 'active' });
  await planTimer(userId, now, after, trx);
  const line = { action: 'erasure.called-off', actor: { kind: 'user', id: userId }, subjectId: userId } as const;
  await audit({ ...line, details: { erasureId: erasure?.id ?? null } }, trx);
  await queueMail({ userId, kind: 'erasure-cancelled' }, now, after, trx);
}
