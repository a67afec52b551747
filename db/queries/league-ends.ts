import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { Cohort } from '../../domain/social/leagues/cohorts.js';
import type { LeagueWish } from '../../domain/social/leagues/membership.js';
import type { Competitor } from '../../domain/social/leagues/standings.js';
import { COHORT_SIZE, type Outcome } from '../../domain/social/leagues/tiers.js';
import { bindingsOf, IN_COHORT, XP_OF_WEEK } from './league-cohorts.js';
import { placeKey, THIS_WEEK } from './leagues.js';

/**
 * Locks every place of a cohort whose week is over, in their order, so that whoever records XP of that week or takes a
 * place of it is done: what is read afterwards is final.
 */
export async function lockPlaces(trx: Transaction, cohort: Cohort): Promise<void> {
  await trx.raw(
    `SELECT pg_advisory_xact_lock(${placeKey('places')}) FROM (
       SELECT CAST(:week AS date) AS week, CAST(:tier AS integer) AS tier, CAST(:pool AS integer) AS pool, place
       FROM generate_series(CAST(:first AS integer), CAST(:last AS integer)) AS place ORDER BY place OFFSET 0) AS places`,
    bindingsOf(cohort),
  );
}

/** A member of a cohort with what the ledger says of the week. */
export interface CountedMember extends Competitor {
  hasLeft: boolean;
  isCounted: boolean;
}

/** The members of a cohort, with the XP of its week. */
export async function listMembers(db: Knex, cohort: Cohort): Promise<CountedMember[]> {
  const { rows } = await db.raw<{ rows: CountedMember[] }>(
    `SELECT m.user_id AS "userId", m.left_at IS NOT NULL AS "hasLeft", m.outcome IS NOT NULL AS "isCounted", week.xp, week.at
     FROM league_members m CROSS JOIN LATERAL (${XP_OF_WEEK}) AS week WHERE ${IN_COHORT}`,
    bindingsOf(cohort),
  );
  return rows;
}

/** What a week came to for a member; the rank is null for who had left. */
export interface Result {
  userId: string;
  rank: number | null;
  xp: number;
  outcome: Outcome;
}

/** Writes what a week came to for the members of a cohort, once for each. */
export async function writeResults(
  trx: Transaction,
  { week }: Cohort,
  { students, results }: { students: number; results: readonly Result[] },
): Promise<void> {
  await trx.raw(
    `UPDATE league_members m
     SET students = :students, rank = r.rank, xp = r.xp, outcome = r.outcome, updated_at = clock_timestamp()
     FROM jsonb_to_recordset(CAST(:results AS jsonb)) AS r ("userId" uuid, rank integer, xp integer, outcome text)
     WHERE m.user_id = r."userId" AND m.week = :week AND m.outcome IS NULL`,
    { week, students, results: JSON.stringify(results) },
  );
}

/** SQL of the cohort in which a place is, as cohortNo says. */
const COHORT_NO = `(place - 1) / ${COHORT_SIZE} + 1`;

/** Cohorts of weeks that are over with members who are not counted yet, the oldest first, those after one only. */
export async function listUncounted(
  db: Knex,
  { after, limit }: { after: Cohort | undefined; limit: number },
): Promise<Cohort[]> {
  const { rows } = await db.raw<{ rows: Cohort[] }>(
    `SELECT DISTINCT week, tier, pool, ${COHORT_NO} AS no FROM league_members
     WHERE outcome IS NULL AND week < ${THIS_WEEK}
       ${after ? `AND (week, tier, pool, ${COHORT_NO}) > (:week, :tier, :pool, :no)` : ''}
     ORDER BY week, tier, pool, no LIMIT :limit`,
    { ...after, limit },
  );
  return rows;
}

/** A tier of this week with the students of the week before who are in it now. */
export interface TierToMatch {
  /** This week's Monday. */
  week: string;
  tier: number;
  students: number;
  /** Of their XP in the week before. */
  quartiles: number[];
}

/** The tiers of this week, unless it is known how they are parted. */
export async function listTiersToMatch(db: Knex): Promise<TierToMatch[]> {
  const { rows } = await db.raw<{ rows: TierToMatch[] }>(
    `SELECT ${THIS_WEEK} AS week, tier + CASE outcome WHEN 'up' THEN 1 WHEN 'down' THEN -1 ELSE 0 END AS tier,
       CAST(count(*) AS integer) AS students, percentile_disc(ARRAY[.25, .5, .75]) WITHIN GROUP (ORDER BY xp) AS quartiles
     FROM league_members
     WHERE week = ${THIS_WEEK} - 7 AND outcome IS NOT NULL
       AND NOT EXISTS (SELECT FROM league_tiers WHERE week = ${THIS_WEEK})
     GROUP BY 1, 2`,
  );
  return rows;
}

/** Keeps how the tiers of a week are parted; what is known already stays. */
export async function insertMatchings(
  db: Knex,
  matchings: readonly { week: string; tier: number; xpBounds: readonly number[]; zoneParts: number }[],
): Promise<void> {
  const rows = matchings.map(({ xpBounds, ...matching }) => ({ ...matching, xpBounds: [...xpBounds] }));
  if (rows.length > 0) await db('leagueTiers').insert(rows).onConflict(['week', 'tier']).ignore();
}

/** A student who has gone up. */
export interface Promotion extends LeagueWish {
  userId: string;
  week: string;
  /** In which they are now. */
  tier: number;
  isActive: boolean;
}

/** Takes the next students who have gone up and were not told, and notes that they are. */
export async function takePromotions(trx: Transaction, limit: number): Promise<Promotion[]> {
  const { rows } = await trx.raw<{ rows: Promotion[] }>(
    `WITH due AS (
       SELECT user_id, week FROM league_members WHERE outcome = 'up' AND told_at IS NULL
       ORDER BY week, user_id LIMIT :limit FOR NO KEY UPDATE SKIP LOCKED
     ), told AS (
       UPDATE league_members m SET told_at = clock_timestamp(), updated_at = clock_timestamp()
       FROM due WHERE m.user_id = due.user_id AND m.week = due.week
       RETURNING m.user_id, m.week, m.tier + 1 AS tier
     )
     SELECT t.user_id AS "userId", t.week, t.tier, u.status = 'active' AS "isActive", p.age_band AS "ageBand",
       COALESCE(o.leagues, true) AS leagues
     FROM told t JOIN users u ON u.id = t.user_id LEFT JOIN user_profiles p ON p.user_id = t.user_id
       LEFT JOIN user_preferences o ON o.user_id = t.user_id`,
    { limit },
  );
  return rows;
}
