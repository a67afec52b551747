import type { Transaction } from 'objection';
import { XpLog } from '../../db/models/xp-log.js';

/** The study day on which a student was credited for a cause; undefined where it was on none. */
export async function creditedDay(userId: string, cause: string, trx: Transaction): Promise<string | undefined> {
  const line = await XpLog.query(trx).findOne({ userId, cause }).select('studyDay');
  return line?.studyDay;
}
