import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { User } from '../../db/models/user.js';
import { Problem } from '../../domain/problems.js';
import { type AfterCommit, inTransaction, type TransactionDeps } from '../runs/in-transaction.js';
import { lockActiveUserForShare } from '../shared/active-user.js';
import { type Actor, audit, type SupportDeed } from '../shared/audit.js';
import { type Caller, lockCallerForShare } from '../shared/lock-caller.js';

/** Who helps: somebody of support in one of their sessions, or a command on the server. */
export type Supporter = Caller | 'command';

/** What is done, and why: a line of the audit log. */
export interface Deed {
  supporter: Supporter;
  deed: SupportDeed;
  reason: string;
  /** Whom it concerns. */
  studentId: string | null;
  /** Ids, numbers and fixed words only. */
  details?: Record<string, unknown>;
}

/**
 * Changes something for a student: locks who helps and the student, does it, and writes it to the audit log, in one
 * transaction.
 * @throws Problem not-allowed for who is not of support any more, and for one's own account; account-closed for a
 * student who is not active; those of lockCallerForShare; what `work` throws.
 */
export function actAsSupport<T>(
  deps: TransactionDeps,
  { studentId, ...deed }: Deed & { studentId: string },
  work: (trx: Transaction, after: AfterCommit) => Promise<T>,
): Promise<T> {
  return inTransaction(deps, async (trx, after) => {
    await lockBoth(deed.supporter, studentId, trx);
    const result = await work(trx, after);
    await writeDeed({ ...deed, studentId }, trx);
    return result;
  });
}

/**
 * Reads something, or does what is no student's, and writes it to the audit log, in one transaction.
 * @throws Problem not-allowed for who is not of support any more; those of lockCallerForShare; what `work` throws.
 */
export function lookAsSupport<T>({ db }: { db: Knex }, deed: Deed, work: (trx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction(async (trx) => {
    await lockSupporter(deed.supporter, trx);
    const result = await work(trx);
    await writeDeed(deed, trx);
    return result;
  });
}

/**
 * Looks for people, and writes a line to the audit log for each who was found, or one of nobody, in one transaction.
 * @param by what they are looked for by, as a word
 * @throws Problem not-allowed for who is not of support any more; those of lockCallerForShare; what `find` throws.
 */
export function searchAsSupport<T extends { id: string }>(
  { db }: { db: Knex },
  { supporter, reason, by }: { supporter: Supporter; reason: string; by: string },
  find: (trx: Transaction) => Promise<T[]>,
): Promise<T[]> {
  return db.transaction(async (trx) => {
    await lockSupporter(supporter, trx);
    const found = await find(trx);
    for (const studentId of found.length === 0 ? [null] : found.map(({ id }) => id))
      await writeDeed({ supporter, deed: 'searched', reason, studentId, details: { by } }, trx);
    return found;
  });
}

/** What is answered to somebody of support who would change something of their own. */
export const ownAccount = (): Problem => new Problem('not-allowed', 'Have a colleague see to your own account.');

/** In the order of their ids, as everywhere. */
async function lockBoth(supporter: Supporter, studentId: string, trx: Transaction): Promise<void> {
  const own = supporter === 'command' ? undefined : supporter.userId;
  if (own === studentId) throw ownAccount();
  if (own !== undefined && own < studentId) await lockSupporter(supporter, trx);
  await lockActiveUserForShare(studentId, trx);
  if (own !== undefined && own > studentId) await lockSupporter(supporter, trx);
}

async function lockSupporter(supporter: Supporter, trx: Transaction): Promise<void> {
  if (supporter === 'command') return;
  await lockCallerForShare(supporter, trx);
  const user = await User.query(trx).findById(supporter.userId).select('role');
  if (user?.role !== 'support' && user?.role !== 'admin') throw new Problem('not-allowed', 'Ask an administrator.');
}

async function writeDeed({ supporter, deed, reason, studentId, details = {} }: Deed, trx: Transaction): Promise<void> {
  const actor: Actor = supporter === 'command' ? { kind: 'command' } : { kind: 'user', id: supporter.userId };
  await audit({ action: `support.${deed}`, actor, subjectId: studentId, reason, details }, trx);
}
