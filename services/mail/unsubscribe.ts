import type { Knex } from 'knex';
import { UserPreferences } from '../../db/models/user-preferences.js';
import { findCodeOwner } from '../auth/one-time-codes.js';
import type { Clock } from '../shared/clock.js';

/**
 * Switches off the mails that a student has chosen to get, by the code of one of them; no login is asked for, and the
 * code goes on to work.
 * @throws Problem code-invalid.
 */
export async function unsubscribe(
  { db, clock }: { db: Knex; clock: Clock },
  { code }: { code: string },
): Promise<void> {
  const now = clock();
  const userId = await findCodeOwner({ kind: 'unsubscribe', code, now }, db);
  await UserPreferences.query(db).findById(userId).patch({ streakMails: false, updatedAt: now });
}
