import type { Knex } from 'knex';
import { type Friend, listFriends, type PeoplePage } from '../../db/queries/friends.js';
import { timeOfWeek, weekOf } from '../../domain/social/weeks.js';
import { readStreakLengths } from '../game/read-streak-lengths.js';
import type { Clock } from '../shared/clock.js';

/** A friend with the length of their streak. */
export interface FriendInView extends Friend {
  streak: number;
}

/** A page of a student's friends as they are now. */
export async function readFriends(
  { db, clock }: { db: Knex; clock: Clock },
  { userId, page }: { userId: string; page: PeoplePage },
): Promise<FriendInView[]> {
  const now = clock();
  const friends = await listFriends(db, userId, { ...page, weekStart: timeOfWeek(weekOf(now)).from });
  const ids = friends.filter(({ shares }) => shares).map(({ id }) => id);
  const streaks = await readStreakLengths(ids, now, db);
  return friends.map((friend) => ({ ...friend, streak: streaks.get(friend.id) ?? 0 }));
}
