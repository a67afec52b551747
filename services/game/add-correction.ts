import type { Transaction } from 'objection';
import { XpLog } from '../../db/models/xp-log.js';
import { readCalendar } from '../../db/queries/day-rules.js';
import { lockPlace } from '../../db/queries/leagues.js';
import { placeInDay } from '../../domain/game/study-calendar.js';
import { lockStreak } from './lock-streak.js';
import { dayColumns } from './milestone-lines.js';
import { raiseVersion } from './raise-version.js';
import { sumLedger } from './sum-ledger.js';

/** XP that are given, or taken back, for something that was found out later. */
export interface XpCorrection {
  userId: string;
  /** Its natural key. */
  cause: string;
  sourceId: string | null;
  points: number;
}

/**
 * Corrects a student's XP: a line of the ledger like any other, and no activity. No cap holds it back, and the level
 * never falls below 1.
 * @returns what the student has then
 * @throws Error for a cause that was corrected before.
 */
export async function addCorrection(
  { userId, cause, sourceId, points }: XpCorrection,
  now: Date,
  trx: Transaction,
): Promise<{ xp: number; level: number }> {
  await lockStreak(userId, now, trx);
  await lockPlace(trx, userId);
  await XpLog.query(trx).insert({
    ...{ userId, kind: 'correction', cause, sourceId },
    ...{ requested: points, granted: points, earnedAt: now },
    ...dayColumns(placeInDay(await readCalendar(trx, userId), now)),
  });
  await raiseVersion(userId, trx);
  return sumLedger(userId, trx);
}
