import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { addDays } from '../../domain/game/calendar-day.js';
import {
  type Anomaly,
  FAST,
  LONG_DAY_MINUTES,
  QUIET_DAYS,
  SHARED,
  TRADED,
} from '../../domain/social/fairness/anomalies.js';
import type { UserRange } from './user-ranges.js';

/** Whether an attempt ended on the day. */
const endedOnDay = (attempt: string) =>
  `${attempt}.status = 'ended' AND ${attempt}.ended_at >= :from AND ${attempt}.ended_at < :next`;

/** Questions that the later of two handed in right, soon after the earlier had been shown what is right. */
const takenOver = (pairs: string): string => `
  SELECT p.later_id, p.earlier_id, count(DISTINCT w.question_id) FILTER (WHERE w.mark = 1) AS taken
  FROM (${pairs}) AS p
  JOIN quiz_attempts a ON a.user_id = p.later_id AND ${endedOnDay('a')}
  JOIN quiz_attempts e ON e.user_id = p.earlier_id AND e.status = 'ended' AND e.ended_at <= a.ended_at
    AND e.ended_at >= a.started_at - interval '${TRADED.withinMinutes} minutes'
  JOIN quiz_answers w ON w.attempt_id = a.id AND w.is_new AND w.answer IS NOT NULL
    AND w.answered_at BETWEEN e.ended_at AND e.ended_at + interval '${TRADED.withinMinutes} minutes'
  JOIN quiz_answers o ON o.attempt_id = e.id AND o.question_id = w.question_id
  GROUP BY p.later_id, p.earlier_id
  HAVING count(DISTINCT w.question_id) FILTER (WHERE w.mark = 1) >=
    GREATEST(${TRADED.minEachWay}, ${TRADED.minShareRight} * count(DISTINCT w.question_id))`;

/** What is found, by anomaly: a key that tells the case, a student whom it concerns, and the evidence. */
const FINDING = {
  'fast-answers': `
    SELECT CAST(user_id AS text) AS key, user_id, jsonb_build_object('attempts', jsonb_agg(attempt)) AS evidence
    FROM (
      SELECT a.user_id, jsonb_build_object('attemptId', a.id, 'right', count(*) FILTER (WHERE w.mark = 1),
        'characters', sum(length(q.stem)),
        'seconds', round(EXTRACT(epoch FROM a.ended_at - a.started_at) - a.paused_ms / 1000.0)) AS attempt
      FROM quiz_attempts a JOIN quiz_answers w ON w.attempt_id = a.id JOIN quiz_questions q ON q.id = w.question_id
      WHERE a.user_id > :after AND a.user_id <= :upTo AND ${endedOnDay('a')} AND w.is_new AND w.answer IS NOT NULL
      GROUP BY a.id
      HAVING count(*) FILTER (WHERE w.mark = 1) >= ${FAST.minRight} AND sum(length(q.stem)) >
        ${FAST.charactersASecond} * (EXTRACT(epoch FROM a.ended_at - a.started_at) - a.paused_ms / 1000.0)
    ) AS attempts
    GROUP BY user_id`,

  // The study day before is over everywhere.
  'long-day': `
    SELECT CAST(user_id AS text) AS key, user_id,
      jsonb_build_object('studyDay', study_day, 'minutes', sum(minutes), 'sessions', count(*)) AS evidence
    FROM study_minutes
    WHERE user_id > :after AND user_id <= :upTo AND study_day = CAST(:day AS date) - 1
    GROUP BY user_id, study_day HAVING sum(minutes) > ${LONG_DAY_MINUTES}`,

  'traded-answers': `
    SELECT concat_ws(' ', LEAST(later_id, earlier_id), GREATEST(later_id, earlier_id)) AS key, each.user_id,
      jsonb_build_object('takenOver', each.taken, 'takenOverByTheOther', each.by_other) AS evidence
    FROM (
      SELECT there.*, back.taken AS taken_back
      FROM (${takenOver(`
        SELECT least_id AS later_id, greatest_id AS earlier_id FROM friendships
        WHERE least_id > :after AND least_id <= :upTo
        UNION ALL
        SELECT greatest_id, least_id FROM friendships WHERE greatest_id > :after AND greatest_id <= :upTo`)}) AS there
      CROSS JOIN LATERAL (${takenOver('SELECT there.earlier_id AS later_id, there.later_id AS earlier_id')}) AS back
    ) AS pairs
    CROSS JOIN LATERAL (VALUES (later_id, taken, taken_back), (earlier_id, taken_back, taken))
      AS each (user_id, taken, by_other)`,
} as const;

/** What one caller holds, as `networkOf` has it. Of what is no address the text itself: it must not fail the day. */
const NETWORK = `CASE WHEN s.address LIKE '%:%' AND pg_input_is_valid(s.address, 'inet')
  THEN CAST(network(set_masklen(CAST(s.address AS inet), 64)) AS text) ELSE s.address END`;

/** Once for everybody. */
const SHARED_ADDRESS = `
  SELECT CAST(ids[1] AS text) AS key, unnest(ids) AS user_id, jsonb_build_object('accounts', cardinality(ids)) AS evidence
  FROM (
    SELECT array_agg(DISTINCT s.user_id ORDER BY s.user_id) AS ids FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.created_at >= :from AND s.created_at < :next AND s.address <> ''
      AND u.created_at >= CAST(:next AS timestamptz) - interval '${SHARED.madeWithinDays} days'
    GROUP BY ${NETWORK}
  ) AS logins
  WHERE cardinality(ids) >= ${SHARED.accounts}`;

/** A day by UTC. */
interface Day {
  day: string;
  from: Date;
  next: Date;
}

const dayOf = (day: string): Day => ({ day, from: new Date(day), next: new Date(addDays(day, 1)) });

/** Flags what is found, unless one whom it concerns was flagged for the same a short time ago. @returns how many flags */
async function store(db: Knex, anomaly: Anomaly, finding: string, values: Day & Partial<UserRange>): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `WITH found AS MATERIALIZED (${finding})
     INSERT INTO flags (case_id, user_id, kind, day, evidence)
     SELECT CAST(md5(concat_ws(' ', CAST(:anomaly AS text), CAST(:day AS text), key)) AS uuid), user_id, :anomaly, :day, evidence
     FROM found
     WHERE key NOT IN (SELECT f.key FROM found f JOIN flags x USING (user_id)
       WHERE x.kind = :anomaly AND x.created_at > now() - interval '${QUIET_DAYS} days')
     ON CONFLICT DO NOTHING`,
    { anomaly, ...values } as Record<string, string | Date>,
  );
  return rowCount;
}

/** Flags what some students did on a day. @returns how many flags there are more */
export async function flagStudents(db: Knex, day: string, students: UserRange): Promise<number> {
  let flagged = 0;
  for (const [anomaly, finding] of Object.entries(FINDING))
    flagged += await store(db, anomaly as Anomaly, finding, { ...dayOf(day), ...students });
  return flagged;
}

/** Flags accounts that share an address, or a network of IPv6. @returns how many flags there are more */
export const flagAddresses = (db: Knex, day: string): Promise<number> =>
  store(db, 'shared-address', SHARED_ADDRESS, dayOf(day));

/** The days up to `last` that were not looked through, the oldest first: all since the last that was, but `limit` at most. */
export async function daysToLookThrough(db: Knex, last: string, limit: number): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { day: string }[] }>(
    `SELECT CAST(day AS date) AS day FROM generate_series(
       GREATEST(CAST(:last AS date) - CAST(:limit AS integer) + 1,
         COALESCE((SELECT max(day) + 1 FROM flag_days), CAST(:last AS date))),
       CAST(:last AS date), interval '1 day') AS day ORDER BY day`,
    { last, limit },
  );
  return rows.map(({ day }) => day);
}

/** Keeps that a day was looked through. */
export async function finishDay(db: Knex, day: string): Promise<void> {
  await db('flagDays').insert({ day }).onConflict('day').ignore();
}

/** A case for support: what was found of one student or several. */
export interface Case {
  caseId: string;
  kind: Anomaly;
  day: string;
  closedAt: Date | null;
  note: string | null;
  students: { userId: string; email: string; evidence: Record<string, unknown> }[];
}

const cases = (db: Knex) =>
  db('flags as f')
    .join('users as u', 'u.id', 'f.userId')
    .groupBy('f.caseId')
    .orderByRaw('min(f.created_at), f.case_id')
    .select<Case[]>(
      'f.caseId',
      db.raw(`min(f.kind) AS kind, min(f.day) AS day, min(f.closed_at) AS closed_at, min(f.note) AS note`),
      db.raw(
        `json_agg(json_build_object('userId', u.id, 'email', u.email, 'evidence', f.evidence) ORDER BY u.email) AS students`,
      ),
    );

/** Open cases, the oldest first. */
export const listOpenCases = (db: Knex, limit: number): Promise<Case[]> =>
  cases(db).whereNull('f.closedAt').limit(limit);

/** All cases of a student, the oldest first. */
export const listCasesOf = (db: Knex, userId: string): Promise<Case[]> =>
  cases(db).whereIn('f.caseId', db('flags').where({ userId }).select('caseId'));

/** Closes an open case with a note. @returns whom it concerned; nobody where there is no such open case */
export async function closeCase(
  trx: Transaction,
  { caseId, note, now }: { caseId: string; note: string; now: Date },
): Promise<{ userId: string; kind: Anomaly }[]> {
  return trx('flags')
    .where({ caseId })
    .whereNull('closedAt')
    .update({ closedAt: now, note, updatedAt: trx.fn.now() }, ['userId', 'kind']);
}
