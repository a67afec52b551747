import type { Knex } from 'knex';
import { FAMILIAR_AT, type MasteryWord, WEAK_AFTER } from '../../domain/learning/mastery/words.js';
import { QUIZ_QUESTIONS } from '../../domain/quizzes/limits.js';
import type { Catalog, QuizFacts, StudentFacts } from '../../domain/recommendations/facts.js';
import type { AnswerCount } from '../../domain/recommendations/recommendation.js';
import { INGESTED_STATES } from '../models/material.js';
import { wasHandedIn } from './quiz-questions.js';
import { sqlList } from './sql-list.js';

/** Every topic of the catalog with the lessons that it offers, in the order in which they build on each other. */
export const CATALOG = `SELECT t.id, s.slug || '/' || t.slug AS name, t.name AS title, s.id AS "subjectId", s.name AS subject,
    ARRAY(SELECT prerequisite_id FROM topic_prerequisites WHERE topic_id = t.id) AS prerequisites,
    (SELECT COALESCE(json_agg(json_build_object('id', l.id, 'title', l.title, 'minutes', l.minutes)
        ORDER BY l.position, l.slug), '[]')
      FROM lessons l WHERE l.topic_id = t.id AND l.retired_at IS NULL) AS lessons,
    (SELECT count(*) >= ${QUIZ_QUESTIONS.least} FROM (SELECT FROM quiz_questions q
      WHERE q.topic_id = t.id AND q.owner_id IS NULL AND q.retired_at IS NULL LIMIT ${QUIZ_QUESTIONS.least}) AS written) AS "hasQuiz"
  FROM topics t JOIN subjects s ON s.id = t.subject_id
  ORDER BY s.position, s.slug, t.position, t.slug`;

/** The catalog, as CATALOG gives it. */
export async function readCatalog(db: Knex): Promise<Catalog> {
  const { rows } = await db.raw<{ rows: Catalog }>(CATALOG);
  return rows;
}

/** What a student wants, and the version of what is read of them. */
export interface StudentWishes extends Pick<StudentFacts, 'studyDays' | 'examDate' | 'subjectIds' | 'pauses'> {
  userId: string;
  version: number;
  dailyMinutes: number | null;
  /** The last day of the streak that is judged, which is today once it is studied; null before the first activity. */
  through: string | null;
}

/** Of students. It is read first: what changes after it makes the version another one. */
export async function readWishes(db: Knex, userIds: readonly string[]): Promise<StudentWishes[]> {
  const { rows } = await db.raw<{ rows: StudentWishes[] }>(
    `SELECT u.id AS "userId", COALESCE(v.version, 0) AS version, o.daily_minutes AS "dailyMinutes",
       COALESCE(o.study_days, '{}') AS "studyDays", o.exam_date AS "examDate", k.through,
       ARRAY(SELECT subject_id FROM user_subjects c WHERE c.user_id = u.id ORDER BY c.position) AS "subjectIds",
       (SELECT COALESCE(json_agg(json_build_object('firstDay', first_day, 'lastDay', last_day)), '[]')
          FROM streak_pauses b WHERE b.user_id = u.id AND b.last_day >= CURRENT_DATE - 2) AS pauses
     FROM users u
     LEFT JOIN user_stats v ON v.user_id = u.id
     LEFT JOIN user_preferences o ON o.user_id = u.id
     LEFT JOIN streaks k ON k.id = u.id
     WHERE u.id = ANY (:userIds)`,
    { userIds: [...userIds] },
  );
  return rows;
}

/** Whose day is planned: the study day, and its first instant. */
export interface PlannedDay {
  userId: string;
  day: string;
  startsAt: Date;
}

/** Students as rows `s`. */
const PLANNED = `unnest(CAST(:userIds AS uuid[]), CAST(:days AS date[]), CAST(:starts AS timestamptz[]))
  AS s (user_id, day, starts_at)`;

/** A fact of each student, in one statement that gives it as `fact`; who has none is not in it. */
async function gather<Fact>(db: Knex, sql: string, planned: readonly PlannedDay[]): Promise<Map<string, Fact>> {
  const { rows } = await db.raw<{ rows: { userId: string; fact: Fact }[] }>(sql, {
    userIds: planned.map(({ userId }) => userId),
    days: planned.map(({ day }) => day),
    starts: planned.map(({ startsAt }) => startsAt.toISOString()),
  });
  return new Map(rows.map(({ userId, fact }) => [userId, fact]));
}

const CARDS = `SELECT s.user_id AS "userId", json_build_object('due', c.due, 'fresh', c.fresh,
    'reviewedToday', r.reviewed, 'newToday', r.fresh) AS fact
  FROM ${PLANNED}
  CROSS JOIN LATERAL (SELECT count(due) AS due, count(*) - count(due) AS fresh
    FROM review_cards WHERE user_id = s.user_id AND (due <= s.day OR due IS NULL) AND suspended_reason IS NULL) AS c
  CROSS JOIN LATERAL (SELECT count(*) AS reviewed, count(*) FILTER (WHERE review_no = 1) AS fresh
    FROM review_log WHERE user_id = s.user_id AND study_day = s.day AND was_due AND undone_at IS NULL) AS r`;

/** A topic as its row says it, in JSON. */
export interface TopicRow {
  topicId: string;
  known: number;
  word: MasteryWord;
  answers: number;
  lastAnsweredAt: string;
  recent: AnswerCount;
}

/** Answers that are counted as the last ones, and topics of each kind, weak and not, of which they are. */
const RECENT_ANSWERS = 8;
const RECENT_TOPICS = 3;

const TOPICS = `SELECT p.user_id AS "userId", json_agg(json_build_object('topicId', p.topic_id, 'known', p.known,
    'word', p.word, 'answers', p.answers, 'lastAnsweredAt', p.last_answered_at,
    'recent', json_build_object('right', COALESCE(r.right, p.right_answers), 'answers', COALESCE(r.answers, p.answers),
      'isAll', COALESCE(r.answers, p.answers) = p.answers))) AS fact
  FROM ${PLANNED}
  JOIN (SELECT *, word <> 'mastered' AND row_number() OVER (PARTITION BY user_id, word = 'mastered', is_weak
      ORDER BY CASE WHEN is_weak THEN known END, last_answered_at) <= ${RECENT_TOPICS} AS is_looked_at
    FROM (SELECT *, answers >= ${WEAK_AFTER} AND known < ${FAMILIAR_AT} AS is_weak
      FROM topic_progress WHERE user_id = ANY (CAST(:userIds AS uuid[])) AND answers > 0) AS answered) AS p
    ON p.user_id = s.user_id
  LEFT JOIN LATERAL (SELECT count(*) AS answers, count(*) FILTER (WHERE is_right) AS right
    FROM (SELECT is_right FROM topic_answers a WHERE a.user_id = p.user_id AND a.topic_id = p.topic_id
      ORDER BY answered_at DESC, cause DESC LIMIT ${RECENT_ANSWERS}) AS last) AS r ON p.is_looked_at
  GROUP BY p.user_id`;

const QUIZZES = `SELECT s.user_id AS "userId", json_agg(json_build_object('topicId', z.topic_id, 'wasToday', z.was_today,
    'hasNew', EXISTS (SELECT FROM quiz_questions q
      WHERE q.topic_id = z.topic_id AND q.owner_id IS NULL AND q.retired_at IS NULL
        AND NOT ${wasHandedIn('q', 's.user_id')}))) AS fact
  FROM ${PLANNED}
  CROSS JOIN LATERAL (SELECT o.topic_id, count(a.id) > 0 AS was_today
    FROM quizzes o LEFT JOIN quiz_attempts a
      ON a.quiz_id = o.id AND a.user_id = s.user_id AND a.status = 'ended' AND a.ended_at >= s.starts_at
    WHERE o.user_id = s.user_id AND o.topic_id IS NOT NULL AND o.makes = 'quiz'
    GROUP BY o.topic_id) AS z
  GROUP BY s.user_id`;

/** A lesson that was begun, in JSON. */
export interface LessonRow {
  lessonId: string;
  position: number;
  completedAt: string | null;
  updatedAt: string;
}

const LESSONS = `SELECT p.user_id AS "userId", json_agg(json_build_object('lessonId', p.lesson_id,
    'position', p.position, 'completedAt', p.completed_at, 'updatedAt', p.updated_at)) AS fact
  FROM ${PLANNED} JOIN lesson_progress p ON p.user_id = s.user_id GROUP BY p.user_id`;

/** A material, in JSON. */
export interface MaterialRow {
  materialId: string;
  title: string;
  finishedAt: string;
  question: string | null;
}

const UNASKED_MATERIALS = 3;

const UNASKED = `SELECT s.user_id AS "userId", json_agg(json_build_object('materialId', m.id, 'title', m.title,
    'finishedAt', m.finished_at, 'question', m.question) ORDER BY m.id DESC) AS fact
  FROM ${PLANNED}
  CROSS JOIN LATERAL (SELECT m.id, m.title, m.finished_at, g.content #>> '{questions,0,question}' AS question
    FROM materials m LEFT JOIN guides g ON g.id = m.id
    WHERE m.owner_id = s.user_id AND m.status IN (${sqlList(INGESTED_STATES)})
      AND NOT EXISTS (SELECT FROM questions q WHERE q.user_id = s.user_id AND m.id = ANY (q.material_ids))
      AND NOT EXISTS (SELECT FROM citations c WHERE c.material_id = m.id)
    ORDER BY m.id DESC LIMIT ${UNASKED_MATERIALS}) AS m
  GROUP BY s.user_id`;

/** Days before the one that is planned of which minutes are looked at, and hours. */
const MINUTE_DAYS = 3;
const HOUR_DAYS = 28;

const MINUTES = `SELECT m.user_id AS "userId", json_agg(json_build_object('day', m.study_day, 'minutes', m.minutes)) AS fact
  FROM (SELECT s.user_id, m.study_day, sum(m.minutes) AS minutes
    FROM ${PLANNED} JOIN study_minutes m ON m.user_id = s.user_id
      AND m.study_day BETWEEN s.day - ${MINUTE_DAYS} AND s.day
    GROUP BY s.user_id, m.study_day) AS m
  GROUP BY m.user_id`;

/** When study began first on each day. One who studies more often than four times a day has fewer days. */
const BEGINNINGS = `SELECT s.user_id AS "userId", json_agg(b.started_at) AS fact
  FROM ${PLANNED}
  CROSS JOIN LATERAL (SELECT min(started_at) AS started_at
    FROM (SELECT study_day, started_at FROM study_sessions WHERE user_id = s.user_id AND status = 'ended'
      ORDER BY id DESC LIMIT ${4 * HOUR_DAYS}) AS last
    WHERE study_day BETWEEN s.day - ${HOUR_DAYS} AND s.day - 1
    GROUP BY study_day) AS b
  GROUP BY s.user_id`;

const DISMISSED = `SELECT s.user_id AS "userId", json_agg(d.item) AS fact
  FROM ${PLANNED} JOIN recommendation_dismissals d ON d.user_id = s.user_id AND d.until > s.day GROUP BY s.user_id`;

/** Every fact that the rules look at, one statement each, by student. */
export const FACT_STATEMENTS = {
  cards: CARDS,
  topics: TOPICS,
  quizzes: QUIZZES,
  lessons: LESSONS,
  unasked: UNASKED,
  minutes: MINUTES,
  beginnings: BEGINNINGS,
  dismissed: DISMISSED,
} as const;

/** What the statements give of a student; there is no row of who has none. */
export interface FactRows {
  cards: StudentFacts['cards'];
  topics: TopicRow[];
  quizzes: QuizFacts[];
  lessons: LessonRow[];
  unasked: MaterialRow[];
  minutes: { day: string; minutes: number }[];
  /** ISO 8601. */
  beginnings: string[];
  dismissed: string[];
}

/** What the statements give of students, each by the student. */
export type FactsByStudent = { [Name in keyof FactRows]: Map<string, FactRows[Name]> };

/** The facts of students. One statement after the other: all at once would take the connections of others. */
export async function gatherFactRows(db: Knex, planned: readonly PlannedDay[]): Promise<FactsByStudent> {
  const found: [string, Map<string, unknown>][] = [];
  for (const [name, sql] of Object.entries(FACT_STATEMENTS)) found.push([name, await gather(db, sql, planned)]);
  return Object.fromEntries(found) as unknown as FactsByStudent;
}
