import type { Knex } from 'knex';
import type { Cohort } from '../../domain/social/leagues/cohorts.js';
import type { LeagueWish } from '../../domain/social/leagues/membership.js';
import type { Competitor } from '../../domain/social/leagues/standings.js';
import { LeagueMember } from '../models/league-member.js';
import { bindingsOf, IN_COHORT, XP_OF_WEEK } from './league-cohorts.js';
import { findLeagueWish } from './leagues.js';
import { maySee } from './may-see.js';

/** Where a student stands in leagues. */
export interface LeagueState extends LeagueWish {
  /** The last week in which they were in one, this one included. */
  newest: LeagueMember | undefined;
}

/** Where a student stands in leagues; undefined for somebody who is gone. */
export async function findLeagueState(db: Knex, userId: string): Promise<LeagueState | undefined> {
  const wish = await findLeagueWish(db, userId);
  return wish && { ...wish, newest: await LeagueMember.query(db).where({ userId }).orderBy('week', 'desc').first() };
}

/** A member of a cohort as another sees them. */
export interface SeenMember extends Competitor {
  /** Null of who may not be seen by the viewer. */
  displayName: string | null;
  /** Whether the account is active. */
  isActive: boolean;
}

/**
 * The members of a cohort who have not left it, with their XP of its week so far. A name is there where the viewer may see
 * the student now: of themselves, of who is to be seen by everyone, and of friends.
 */
export async function listSeenMembers(db: Knex, cohort: Cohort, viewerId: string): Promise<SeenMember[]> {
  const { rows } = await db.raw<{ rows: SeenMember[] }>(
    `SELECT m.user_id AS "userId", week.xp, week.at, u.status = 'active' AS "isActive",
       CASE WHEN ${maySee('either', { row: 'm' })} THEN p.display_name END AS "displayName"
     FROM league_members m JOIN users u ON u.id = m.user_id JOIN user_profiles p ON p.user_id = m.user_id
       CROSS JOIN LATERAL (${XP_OF_WEEK}) AS week
     WHERE ${IN_COHORT} AND m.left_at IS NULL`,
    { viewerId, ...bindingsOf(cohort) },
  );
  return rows;
}

/** Weeks of leagues of a student before one, the newest first, those before `cursor` only. */
export async function listLeagueWeeks(
  db: Knex,
  userId: string,
  { before, limit, cursor }: { before: string; limit: number; cursor?: string | undefined },
): Promise<LeagueMember[]> {
  const weeks = LeagueMember.query(db)
    .where({ userId })
    .where('week', '<', before)
    .orderBy('week', 'desc')
    .limit(limit);
  if (cursor !== undefined) weeks.where('week', '<', cursor);
  return weeks;
}
