import type { Knex } from 'knex';
import { closeCase as close } from '../../db/queries/flags.js';
import { audit } from '../shared/audit.js';
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
    const flags = await close(trx, { caseId, note, now: clock() });
    if (flags.length === 0) throw new Error(`There is no open case ${caseId}.`);
    for (const { userId: subjectId, kind } of flags)
      await audit({ action: 'flag.closed', actor: { kind: 'command' }, subjectId, details: { caseId, kind } }, trx);
    return flags.length;
  });
}
