import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { lockByEmail } from '../account/change-role.js';
import { audit } from '../shared/audit.js';
import type { Clock } from '../shared/clock.js';
import { addCorrection } from './add-correction.js';

/**
 * Gives a student XP or takes some back, by a command on the server.
 * @returns what the student has then
 * @throws Error for an e-mail without an account.
 */
export async function correctXp(
  { db, clock }: { db: Knex; clock: Clock },
  { email, points }: { email: string; points: number },
): Promise<{ xp: number; level: number }> {
  return db.transaction(async (trx) => {
    const { id: userId } = await lockByEmail(email, trx);
    const correction = { userId, cause: `correction:${uuidv7()}`, sourceId: null, points };
    const corrected = await addCorrection(correction, clock(), trx);
    await audit({ action: 'xp.corrected', actor: { kind: 'command' }, subjectId: userId, details: { points } }, trx);
    return corrected;
  });
}
