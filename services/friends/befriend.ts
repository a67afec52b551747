import type { Transaction } from 'objection';
import { makeFriends } from '../../db/queries/friends.js';
import { writeNotices } from '../../db/queries/notices.js';
import { raiseVersion } from '../game/raise-version.js';

/**
 * Makes two students friends, of whom `askerId` has asked and is told. Both are locked, and are no friends yet. Each has
 * the other on boards from then on.
 */
export async function befriend(userId: string, askerId: string, trx: Transaction): Promise<void> {
  await makeFriends(trx, userId, askerId);
  await writeNotices(trx, askerId, [{ kind: 'friend-accepted', topic: 'friends', facts: {} }]);
  await raiseVersion(userId, trx);
  await raiseVersion(askerId, trx);
}
