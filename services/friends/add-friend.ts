import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { FriendRequest } from '../../db/models/friend-request.js';
import { countAdd, findByFriendCode, insertRequest, type Relation, readRelation } from '../../db/queries/friends.js';
import { writeAnyNotices } from '../../db/queries/notices.js';
import { Problem } from '../../domain/problems.js';
import { MAX_ADDS_A_DAY, MAX_FRIENDS, MAX_OPEN_REQUESTS } from '../../domain/social/limits.js';
import { raiseVersion } from '../game/raise-version.js';
import type { Clock } from '../shared/clock.js';
import type { Caller } from '../shared/lock-caller.js';
import { befriend } from './befriend.js';
import { lockPair } from './lock-pair.js';

/**
 * Asks whoever has a friend code to be the caller's friend. Where the other has asked already, they are friends. A code
 * that is nobody's, the caller's own or that of somebody who has blocked the caller is taken like any other: the same
 * statements run, and the caller sees the same request.
 * @returns who is a friend by it, if anybody
 * @throws Problem too-many-requests, too-many-friends for the caller's own; those of lockCallerForUpdate.
 */
export async function addFriend(
  { db, clock }: { db: Knex; clock: Clock },
  { caller, code }: { caller: Caller; code: string },
): Promise<string | undefined> {
  const { userId } = caller;
  const now = clock();
  const found = await findByFriendCode(db, code);
  return db.transaction(async (trx) => {
    const otherId = found ?? randomUUID();
    const isThere = await lockPair(caller, otherId, trx);
    const relation = await readRelation(trx, userId, otherId);
    assertRoom(relation);
    if (!(await countAdd(trx, userId))) throw tooManyToday(now);
    if (relation.areFriends) return undefined;
    if (relation.isAsked && relation.otherFriends < MAX_FRIENDS) {
      await befriend(userId, otherId, trx);
      return otherId;
    }
    await ask({ senderId: userId, code, receiverId: isThere && !relation.isBlocked ? otherId : null }, trx);
    await raiseVersion(userId, trx);
    return undefined;
  });
}

function assertRoom({ friends, openRequests }: Relation): void {
  if (friends >= MAX_FRIENDS)
    throw new Problem('too-many-friends', `You have ${MAX_FRIENDS} friends, which is the most.`);
  if (openRequests >= MAX_OPEN_REQUESTS)
    throw new Problem('too-many-friends', `${MAX_OPEN_REQUESTS} of your requests are open. Take one back, or wait.`);
}

const DAY_SECONDS = 86_400;

const tooManyToday = (now: Date) =>
  new Problem('too-many-requests', `You have added ${MAX_ADDS_A_DAY} people today. Go on tomorrow (UTC).`, {
    retryAfterSeconds: DAY_SECONDS - (Math.floor(now.getTime() / 1000) % DAY_SECONDS),
  });

/** The newest takes the place of the one before. */
const ASKED = { kind: 'friend-request', topic: 'requests', facts: {} } as const;

type Request = Pick<FriendRequest, 'senderId' | 'code' | 'receiverId'>;

/** Who has asked for the same code already tells nobody once more. */
async function ask(request: Request, trx: Transaction): Promise<void> {
  const { senderId, receiverId } = request;
  const inserted = await insertRequest(trx, request);
  const isToBeTold = inserted && receiverId !== null;
  await writeAnyNotices(trx, receiverId ?? senderId, isToBeTold ? [ASKED] : []);
}
