import type { Knex } from 'knex';
import { raw } from 'objection';
import { MAX_GAP_MS, MAX_SILENCE_MS } from '../../domain/learning/study/limits.js';
import type { Counted } from '../../domain/learning/study/study-time.js';
import { StudyMinutes } from '../models/study-minutes.js';
import { StudySession } from '../models/study-session.js';
import { topicNameOf } from './subjects.js';

/** Who beats, what is said of the time from now on, and the server's time. */
interface Beat {
  userId: string;
  sessionId: string;
  onBreak: boolean;
  now: Date;
}

/** What a beat tells of a session. */
export type Beaten = Counted & { closesAt: Date };

/** Until when the time since the last beat counts; `countGap` says the same of a row that was read. */
const UNTIL = `LEAST(beat.now, counts_until,
  CASE WHEN on_break THEN 'infinity' ELSE last_beat_at + ${MAX_GAP_MS} * interval '1 ms' END)`;
const millis = (interval: string) => `GREATEST(0, CAST(EXTRACT(epoch FROM ${interval}) * 1000 AS integer))`;
const FIRST = millis(`(LEAST(${UNTIL}, day_ends_at) - last_beat_at)`);
const LATER = millis(`(${UNTIL} - GREATEST(last_beat_at, day_ends_at))`);
const BEAT = `UPDATE study_sessions SET
    focus_ms = focus_ms + CASE WHEN on_break THEN 0 ELSE ${FIRST} END,
    focus_later_ms = focus_later_ms + CASE WHEN on_break THEN 0 ELSE ${LATER} END,
    break_ms = break_ms + CASE WHEN on_break THEN ${FIRST} ELSE 0 END,
    break_later_ms = break_later_ms + CASE WHEN on_break THEN ${LATER} ELSE 0 END,
    last_beat_at = GREATEST(last_beat_at, beat.now),
    on_break = :onBreak,
    closes_at = CASE mode WHEN 'free'
      THEN GREATEST(closes_at, LEAST(counts_until, beat.now + ${MAX_SILENCE_MS} * interval '1 ms')) ELSE closes_at END,
    updated_at = clock_timestamp()
  FROM (SELECT CAST(:now AS timestamptz) AS now) AS beat
  WHERE user_id = :userId AND status = 'running' AND closes_at > beat.now
    AND EXISTS (SELECT FROM sessions WHERE id = :sessionId AND user_id = :userId AND revoked_at IS NULL)
    AND EXISTS (SELECT FROM users WHERE id = :userId AND status = 'active')
  RETURNING focus_ms AS "focusMs", focus_later_ms AS "focusLaterMs", break_ms AS "breakMs",
    break_later_ms AS "breakLaterMs", closes_at AS "closesAt"`;

/**
 * A beat of a student's open session: counts the time since the last one, in one statement and with no other lock than
 * the row's for its length. Whoever waits for the row counts from the beat before.
 * @returns undefined where no session is open, or it should have been closed, or the login is over
 */
export async function beatSession(db: Knex, beat: Beat): Promise<Beaten | undefined> {
  // With a name it is parsed and planned once a connection.
  const { rows } = await db.raw<{ rows: Beaten[] }>(BEAT, { ...beat }).options({ name: 'beat-session' });
  return rows[0];
}

/** A study session with the name of its topic, subject/topic. */
export type NamedStudySession = StudySession & { topic: string | null };

const named = (db: Knex) =>
  StudySession.query(db)
    .alias('s')
    .select('s.*', raw(`${topicNameOf('s.topic_id')} AS topic`));

/** One of a student's study sessions. */
export async function findStudySession(db: Knex, userId: string, id: string): Promise<NamedStudySession | undefined> {
  const [session] = await named(db).where({ 's.userId': userId, 's.id': id }).castTo<NamedStudySession[]>();
  return session;
}

/** A student's open session, unless it should have been closed by now. */
export async function findOpenStudySession(
  db: Knex,
  userId: string,
  now: Date,
): Promise<NamedStudySession | undefined> {
  const [session] = await named(db)
    .where({ 's.userId': userId, 's.status': 'running' })
    .where('s.closesAt', '>', now)
    .castTo<NamedStudySession[]>();
  return session;
}

/** What a session was credited with, the earlier day first. */
export async function listStudyMinutes(db: Knex, sessionId: string): Promise<StudyMinutes[]> {
  return StudyMinutes.query(db).where({ sessionId }).orderBy('studyDay');
}

/** A study day with what sessions were credited with on it, the earliest session first. */
export interface StudyDay {
  studyDay: string;
  minutes: number;
  sessions: (Pick<StudySession, 'id' | 'mode' | 'lessonId' | 'materialId'> & {
    topic: string | null;
    minutes: number;
    /** ISO 8601. */
    startedAt: string;
    endedAt: string;
  })[];
}

/** The days on which a student studied, the latest first; those before a day only, where one is said. */
export function listStudyDays(
  db: Knex,
  userId: string,
  { limit, before }: { limit: number; before?: string | undefined },
): Promise<StudyDay[]> {
  const days = db('studyMinutes as m')
    .join('studySessions as s', 's.id', 'm.sessionId')
    .where('m.userId', userId)
    .groupBy('m.studyDay')
    .orderBy('m.studyDay', 'desc')
    .limit(limit)
    .select(
      'm.studyDay',
      db.raw('CAST(sum(m.minutes) AS integer) AS minutes'),
      db.raw(`json_agg(json_build_object('id', s.id, 'mode', s.mode, 'topic', ${topicNameOf('s.topic_id')},
        'lessonId', s.lesson_id, 'materialId', s.material_id, 'minutes', m.minutes,
        'startedAt', s.started_at, 'endedAt', s.ended_at) ORDER BY s.id) AS sessions`),
    );
  if (before !== undefined) days.where('m.studyDay', '<', before);
  return days;
}
