import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { addDays } from '../../domain/game/calendar-day.js';
import type { Cohort } from '../../domain/social/leagues/cohorts.js';
import type { Matching } from '../../domain/social/leagues/matching.js';
import type { LeagueWish } from '../../domain/social/leagues/membership.js';
import type { Outcome } from '../../domain/social/leagues/tiers.js';
import { timeOfWeek } from '../../domain/social/weeks.js';

/** The Monday of this week by UTC and the database's clock, by which the ledger's lines are told as well. */
export const THIS_WEEK = `CAST(date_trunc('week', statement_timestamp()) AS date)`;

/** The advisory lock of a place: SQL over names for its week, tier, pool and number. */
export const placeKey = (row: string, place = `${row}.place`): string =>
  `hashtextextended(concat_ws(' ', 'place in a league', ${row}.week, ${row}.tier, ${row}.pool, ${place}), 0)`;

/** SQL that takes the lock of the place that `:userId` has this week, if there is one. */
export const LOCK_PLACE = `SELECT pg_advisory_xact_lock(${placeKey('m')})
  FROM league_members m WHERE m.user_id = :userId AND m.week = ${THIS_WEEK}`;

/**
 * Locks a student's place in this week's league, with their streak locked: whoever writes a line of the ledger does it
 * first, so that whoever counts the week when it is over waits for the line.
 */
export async function lockPlace(trx: Transaction, userId: string): Promise<void> {
  await trx.raw(LOCK_PLACE, { userId });
}

/** What a student enters a week's league with. */
export interface Entry {
  /** Their last league before, if they were in any. */
  last: (Pick<Cohort, 'week' | 'tier' | 'pool'> & { place: number; outcome: Outcome | null }) | null;
  /** XP of the week before. */
  xp: number;
  /** How tiers are parted in this week. */
  matchings: (Matching & { tier: number })[];
}

/** What a student enters a week's league with, whose last one was in `lastWeek`. */
export async function readEntry(
  trx: Transaction,
  { userId, week, lastWeek }: { userId: string; week: string; lastWeek: string | null },
): Promise<Entry> {
  const { from, to } = timeOfWeek(addDays(week, -7));
  const { rows } = await trx
    .raw<{ rows: [Entry] }>(
      `SELECT
       (SELECT json_build_object('week', week, 'tier', tier, 'pool', pool, 'place', place, 'outcome', outcome)
          FROM league_members WHERE user_id = :userId AND week = :lastWeek) AS last,
       COALESCE((SELECT sum(granted) FROM xp_logs
          WHERE user_id = :userId AND created_at >= :from AND created_at < :to), 0) AS xp,
       (SELECT COALESCE(json_agg(json_build_object('tier', tier, 'xpBounds', xp_bounds, 'zoneParts', zone_parts)), '[]')
          FROM league_tiers WHERE week = :week) AS matchings`,
      { userId, week, lastWeek, from, to },
    )
    // With a name it is parsed and planned once a connection; so is takePlace.
    .options({ name: 'league-entry' });
  return rows[0];
}

/** What trying to take a place came to. */
export interface TakenPlace {
  place: number | null;
  /** Whether the week still goes on. */
  isOn: boolean;
}

/**
 * Gives a student the first free place of a pool: one that nobody has, or is being given in a transaction that goes on. It
 * waits for nobody. Places that a transaction gave back are free again, as far as they are near the end.
 * @param input.ahead how many places before and after the last one are looked at; where all are being given there is none
 */
export async function takePlace(
  trx: Transaction,
  { ahead, ...entry }: { userId: string; week: string; tier: number; pool: number; ahead: number },
): Promise<TakenPlace> {
  const { rows } = await trx
    .raw<{ rows: [TakenPlace] }>(
      `WITH pool AS (
       SELECT CAST(:week AS date) AS week, CAST(:tier AS integer) AS tier, CAST(:pool AS integer) AS pool,
         COALESCE((SELECT max(place) FROM league_members WHERE week = :week AND tier = :tier AND pool = :pool), 0) AS last
     ), given AS MATERIALIZED (
       -- Only those near the end, by the index: a join with the pool would read all of it.
       SELECT place FROM league_members
       WHERE week = :week AND tier = :tier AND pool = :pool AND place >= (SELECT last FROM pool) - :ahead
     ), free AS MATERIALIZED (
       SELECT p.week, p.tier, p.pool, n FROM pool p, generate_series(greatest(1, p.last - :ahead), p.last + :ahead) AS n
       WHERE n NOT IN (SELECT place FROM given) ORDER BY n
     ), taken AS MATERIALIZED (
       SELECT * FROM free WHERE pg_try_advisory_xact_lock(${placeKey('free', 'n')}) LIMIT 1
     ), joined AS (
       INSERT INTO league_members (user_id, week, tier, pool, place)
       SELECT :userId, week, tier, pool, n FROM taken WHERE clock_timestamp() < :to
       -- Somebody may have got it since this statement began.
       ON CONFLICT DO NOTHING RETURNING place
     )
     SELECT (SELECT place FROM joined) AS place, clock_timestamp() < :to AS "isOn"`,
      { ...entry, ahead, to: timeOfWeek(entry.week).to },
    )
    .options({ name: 'league-place' });
  return rows[0];
}

/** Whether a student takes part in leagues, as profile and preferences say; undefined for somebody who is gone. */
export async function findLeagueWish(db: Knex, userId: string): Promise<LeagueWish | undefined> {
  return db('userProfiles as p')
    .leftJoin('userPreferences as o', 'o.userId', 'p.userId')
    .where('p.userId', userId)
    .first({ ageBand: 'p.ageBand', leagues: db.raw('COALESCE(o.leagues, true)') });
}

/** Takes a student out of this week's league, or back in, with their streak and their place held. */
export async function setLeft(trx: Transaction, { userId, isIn }: { userId: string; isIn: boolean }): Promise<void> {
  await trx.raw(
    `UPDATE league_members SET updated_at = clock_timestamp(),
       left_at = CASE WHEN NOT :isIn THEN COALESCE(left_at, clock_timestamp()) END
     WHERE user_id = :userId AND week = ${THIS_WEEK} AND outcome IS NULL`,
    { userId, isIn },
  );
}
