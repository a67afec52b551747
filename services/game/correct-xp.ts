import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { XpLog } from '../../db/models/xp-log.js';
import { readCalendar } from '../../db/queries/day-rules.js';
import { raiseStatsVersion } from '../../db/queries/game.js';
import { placeInDay } from '../../domain/game/study-calendar.js';
import { lockByEmail } from '../account/change-role.js';
import { audit } from '../shared/audit.js';
import type { Clock } from '../shared/clock.js';
import { lockStreak } from './lock-streak.js';
import { dayColumns } from './milestone-lines.js';
import { sumLedger } from './sum-ledger.js';

/**
 * Gives a student XP or takes some back, by a command on the server: a line of the ledger like any other, and no
 * activity. The level never falls below 1.
 * @returns what the student has then
 * @throws Error for an e-mail without an account.
 */
export async function correctXp(
  { db, clock }: { db: Knex; clock: Clock },
  { email, points }: { email: string; points: number },
): Promise<{ xp: number; level: number }> {
  return db.transaction(async (trx) => {
    const { id: userId } = await lockByEmail(email, trx);
    const now = clock();
    await lockStreak(userId, now, trx);
    await XpLog.query(trx).insert({
      ...{ userId, kind: 'correction', cause: `correction:${uuidv7()}`, sourceId: null },
      ...{ requested: points, granted: points, earnedAt: now },
      ...dayColumns(placeInDay(await readCalendar(trx, userId), now)),
    });
    await audit({ action: 'xp.corrected', actor: { kind: 'command' }, subjectId: userId, details: { points } }, trx);
    await raiseStatsVersion(trx, userId);
    return sumLedger(userId, trx);
  });
}
