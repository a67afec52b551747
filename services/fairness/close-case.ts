import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { closeCase as close } from '../../db/queries/flags.js';
import { type Actor, audit } from '../shared/audit.js';
import type { Clock } from '../shared/clock.js';

/**
 * Closes a case, by a command on the server, with a note that its students get in their exports.
 * @returns how many students it concerned
 * @throws Error where there is no such open case.
 */
export async function closeCase(
  { db, clock }: { db: Knex; clock: Clock },
  { caseId, note }: { caseId: string; note: string },
): Promise<number> {
  return db.transaction(async (trx) => {
    const closed = await closeCaseBy({ kind: 'command' }, { caseId, note, now: clock() }, trx);
    if (closed.length === 0) throw new Error(`There is no open case ${caseId}.`);
    return closed.length;
  });
}

/** The same in a transaction of whoever does it. @returns whom it concerned; nobody where there is no such open case */
export async function closeCaseBy(
  actor: Actor,
  { caseId, note, now }: { caseId: string; note: string; now: Date },
  trx: Transaction,
): Promise<string[]> {
  const flags = await close(trx, { caseId, note, now });
  for (const { userId: subjectId, kind } of flags)
    await audit({ action: 'flag.closed', actor, subjectId, reason: note, details: { caseId, kind } }, trx);
  return flags.map(({ userId }) => userId);
}
