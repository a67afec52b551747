import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import type { NewNotice } from '../../domain/game/notices.js';
import type { Counted, Stats } from '../../domain/game/stats.js';
import type { RulePeriod, StudyCalendar } from '../../domain/game/study-calendar.js';
import { type DayRule, USUAL_DAY_START } from '../../domain/game/study-day.js';
import type { XpKind } from '../../domain/game/xp.js';
import type { LeagueWish } from '../../domain/social/leagues/membership.js';
import { LOCK_PLACE } from './leagues.js';
import { noticesOf, WRITE_NOTICES } from './notices.js';

/** What a student's game stands at, as far as an activity needs it. */
export interface GameState {
  calendar: StudyCalendar;
  pauses: { firstDay: string; lastDay: string }[];
  xp: number;
  stats: Partial<Stats>;
  /** Keys of achievements. */
  earned: string[];
  /** What was granted of the activity's kind, by study day, around the day of the activity. */
  grantedByDay: Record<string, number>;
  /** Days that count for the streak, around the day of this one. */
  studiedDays: string[];
  /** Whether its cause was credited before. */
  isCredited: boolean;
  /** Of the activity's topic. */
  subjectId: string | null;
  /** With the last week in which the student was in a league. */
  league: LeagueWish & { lastWeek: string | null };
}

/** A rule as JSON has it. */
type SentRule = DayRule & { from: string };

/** Those of a student, the oldest first. */
export type SentRules = [SentRule, ...SentRule[]];

interface GameRow extends Omit<GameState, 'calendar'> {
  rules: SentRules;
  held: unknown;
}

/** SQL of the rules of the student's study days and of the pauses, in JSON; the student is `:userId`. */
export const RULES = `SELECT json_agg(json_build_object('from', COALESCE(r.starts_at, to_timestamp(0)),
    'timeZone', COALESCE(r.time_zone, p.time_zone),
    'dayStartsAt', COALESCE(r.day_starts_at, o.day_starts_at, ${USUAL_DAY_START})) ORDER BY r.starts_at)
  FROM user_profiles p LEFT JOIN user_preferences o USING (user_id) LEFT JOIN day_rules r USING (user_id)
  WHERE p.user_id = :userId`;
export const PAUSES = `SELECT COALESCE(json_agg(json_build_object('firstDay', first_day, 'lastDay', last_day)
    ORDER BY first_day), '[]')
  FROM streak_pauses WHERE user_id = :userId`;

/** A calendar of the rules that RULES gives. */
export function calendarOf([first, ...later]: SentRules): StudyCalendar {
  const periodOf = (rule: SentRule): RulePeriod => ({ ...rule, from: new Date(rule.from) });
  return [periodOf(first), ...later.map(periodOf)];
}

/**
 * Reads a student's game for one activity, in one statement, and with the student's streak locked: so that nobody
 * else changes it meanwhile. It holds the student's place in this week's league, as lockPlace does.
 */
export async function readGame(
  trx: Transaction,
  activity: { userId: string; cause: string; kind: XpKind; at: Date; topicId: string | null },
): Promise<GameState> {
  const { rows } = await trx
    .raw<{ rows: [GameRow] }>(
      `SELECT
       (${RULES}) AS rules, (${PAUSES}) AS pauses,
       COALESCE((SELECT xp FROM user_levels WHERE user_id = :userId), 0) AS xp,
       COALESCE((SELECT stats FROM user_stats WHERE user_id = :userId), '{}') AS stats,
       ARRAY(SELECT key FROM user_achievements WHERE user_id = :userId) AS earned,
       (SELECT COALESCE(json_object_agg(study_day, granted), '{}') FROM (
          SELECT study_day, sum(granted) AS granted FROM xp_logs
          WHERE user_id = :userId AND kind = :kind
            AND study_day BETWEEN CAST(:at AS date) - 3 AND CAST(:at AS date) + 3
          GROUP BY study_day) AS days) AS "grantedByDay",
       ARRAY(SELECT CAST(day AS text) FROM streak_days WHERE user_id = :userId AND outcome = 'studied'
          AND day BETWEEN CAST(:at AS date) - 3 AND CAST(:at AS date) + 3) AS "studiedDays",
       EXISTS (SELECT FROM xp_logs WHERE user_id = :userId AND cause = :cause) AS "isCredited",
       (SELECT subject_id FROM topics WHERE id = :topicId) AS "subjectId",
       (SELECT json_build_object('ageBand', p.age_band, 'leagues', COALESCE(o.leagues, true),
            'lastWeek', (SELECT max(week) FROM league_members WHERE user_id = :userId))
          FROM user_profiles p LEFT JOIN user_preferences o USING (user_id) WHERE p.user_id = :userId) AS league,
       (${LOCK_PLACE}) AS held`,
      activity,
    )
    // With a name it is parsed and planned once a connection; so is writeGame.
    .options({ name: 'game' });
  const { rules, held: _held, ...game } = rows[0];
  return { ...game, calendar: calendarOf(rules) };
}

/** What an activity leaves behind, beside its lines in the ledger and the streak. */
export interface GameChange {
  userId: string;
  xp: number;
  level: number;
  stats: Stats;
  achievements: readonly string[];
  notices: readonly NewNotice[];
}

/** Writes it in one statement, with the student's streak locked, and raises the version of what is read of it. */
export async function writeGame(trx: Transaction, { notices, stats, achievements, ...change }: GameChange, now: Date) {
  await trx
    .raw(
      `WITH level AS (
       INSERT INTO user_levels (user_id, xp, level) VALUES (:userId, :xp, :level)
       ON CONFLICT (user_id) DO UPDATE
         SET xp = excluded.xp, level = excluded.level, updated_at = clock_timestamp()
     ), counted AS (
       INSERT INTO user_stats (user_id, version, stats) VALUES (:userId, 1, :stats)
       ON CONFLICT (user_id) DO UPDATE
         SET version = user_stats.version + 1, stats = excluded.stats, updated_at = clock_timestamp()
     ), achieved AS (
       INSERT INTO user_achievements (user_id, key, earned_at)
       SELECT :userId, key, :now FROM unnest(CAST(:achievements AS text[])) AS key ON CONFLICT DO NOTHING
     )
     ${WRITE_NOTICES}`,
      {
        ...change,
        now,
        stats: JSON.stringify(stats),
        achievements: [...achievements],
        notices: JSON.stringify(noticesOf(change.userId, notices)),
      },
    )
    .options({ name: 'game-change' });
}

/** Makes what was read of a student stale. */
export async function raiseStatsVersion(trx: Transaction, userId: string): Promise<void> {
  await trx.raw(
    `INSERT INTO user_stats (user_id, version) VALUES (:userId, 1)
     ON CONFLICT (user_id) DO UPDATE SET version = user_stats.version + 1, updated_at = clock_timestamp()`,
    { userId },
  );
}

/** Lines of the ledger that count the same, in a quarter of an hour of a student's. */
export interface CountedLines extends DayRule {
  studyDay: string;
  /** When the quarter begins; in every zone of today the clock shows the hour of all of it. */
  at: Date;
  counted: Counted;
  subjectId: string | null;
  times: number;
}

/** What the ledger says of all that a student did, day by day; on a day quizzes are last, in the order of their lines. */
export async function listCountedLines(db: Knex, userId: string): Promise<CountedLines[]> {
  const { rows } = await db.raw<{ rows: CountedLines[] }>(
    `SELECT study_day AS "studyDay", time_zone AS "timeZone", day_starts_at AS "dayStartsAt",
       date_bin('15 minutes', earned_at, to_timestamp(0)) AS at, COALESCE(counted, '{}') AS counted,
       subject_id AS "subjectId", CAST(count(*) AS integer) AS times
     FROM xp_logs WHERE user_id = ? AND kind NOT IN ('milestone', 'correction')
     GROUP BY 1, 2, 3, 4, 5, 6, CASE WHEN counted -> 'rightAnswers' IS NOT NULL THEN id END
     ORDER BY 1, CASE WHEN counted -> 'rightAnswers' IS NOT NULL THEN id END NULLS FIRST, 4`,
    [userId],
  );
  return rows;
}

/** Writes counters that were made anew, with the student's streak locked. */
export async function writeStats(trx: Transaction, userId: string, stats: Stats): Promise<void> {
  await trx.raw(
    `INSERT INTO user_stats (user_id, version, stats) VALUES (:userId, 1, :stats)
     ON CONFLICT (user_id) DO UPDATE
       SET version = user_stats.version + 1, stats = excluded.stats, updated_at = clock_timestamp()`,
    { userId, stats: JSON.stringify(stats) },
  );
}

/** Students of whom something is counted or is to be, in the order of their ids. */
export async function listStudentsToCount(
  db: Knex,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<string[]> {
  const students = db('users as u')
    .whereRaw(
      `(EXISTS (SELECT FROM user_stats s WHERE s.user_id = u.id) OR EXISTS (SELECT FROM xp_logs x WHERE x.user_id = u.id))`,
    )
    .orderBy('u.id')
    .limit(limit);
  if (after !== undefined) students.where('u.id', '>', after);
  return students.pluck('u.id');
}
