import type { Transaction } from 'objection';
import { UserProfile } from '../../db/models/user-profile.js';
import { findLeagueWish, lockPlace, setLeft } from '../../db/queries/leagues.js';
import { participation } from '../../domain/social/leagues/membership.js';
import { lockStreak } from '../game/lock-streak.js';

/**
 * Locks what decides whether a student takes part in leagues, for whoever changes it: the profile, the streak, by which
 * nobody joins meanwhile, and the place in this week's league.
 */
export async function lockLeague(userId: string, now: Date, trx: Transaction): Promise<void> {
  await UserProfile.query(trx).findById(userId).select('userId').forNoKeyUpdate();
  await lockStreak(userId, now, trx);
  await lockPlace(trx, userId);
}

/** Takes a student out of this week's league or back in, as profile and preferences say now; lockLeague comes first. */
export async function followWish(userId: string, trx: Transaction): Promise<void> {
  const wish = await findLeagueWish(trx, userId);
  if (wish) await setLeft(trx, { userId, isIn: participation(wish) === 'in' });
}
