import type { Transaction } from 'objection';
import { UserLevel } from '../../db/models/user-level.js';
import { XpLog } from '../../db/models/xp-log.js';
import { levelOf } from '../../domain/game/levels.js';

/** Makes a student's XP and level anew from the ledger, with the streak locked. @returns what they are */
export async function sumLedger(userId: string, trx: Transaction): Promise<{ xp: number; level: number }> {
  const [sum] = await XpLog.query(trx).where({ userId }).sum('granted as granted');
  const xp = Number(sum?.granted ?? 0);
  const made = { xp, level: levelOf(xp) };
  await UserLevel.query(trx)
    .insert({ userId, ...made })
    .onConflict('userId')
    .merge(['xp', 'level', 'updatedAt']);
  return made;
}
