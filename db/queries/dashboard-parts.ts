import type { Knex } from 'knex';
import type { NoticeFacts, NoticeKind } from '../../domain/game/notices.js';
import type { DayOutcome } from '../../domain/game/streak/outcomes.js';
import { FAMILIAR_AT, type MasteryWord, WEAK_AFTER } from '../../domain/learning/mastery/words.js';
import type { Catalog } from '../../domain/recommendations/facts.js';
import type { Recommendation } from '../../domain/recommendations/recommendation.js';
import { OPEN_STATES } from '../../domain/runs/states.js';
import { COHORT_SIZE } from '../../domain/social/leagues/tiers.js';
import { timeOfWeek, weekOf } from '../../domain/social/weeks.js';
import { INGESTED_STATES } from '../models/material.js';
import type { Quiz } from '../models/quiz.js';
import { XP_OF_WEEK } from './league-cohorts.js';
import { maySee } from './may-see.js';
import { CATALOG, FACT_STATEMENTS, type FactRows } from './recommendation-facts.js';
import { sqlList } from './sql-list.js';
import { topicNameOf } from './subjects.js';

/** How many there are of each in a list. */
const LISTED = 5;
const NOTICES = 3;
/** Things studied or asked about last, among which the material is looked for. */
const LATEST = 5;

const WEEK = `SELECT json_build_object(
  'minutes', (SELECT COALESCE(json_object_agg(study_day, minutes), '{}') FROM (SELECT study_day, sum(minutes) AS minutes
    FROM study_minutes WHERE user_id = :userId AND study_day BETWEEN :weekFrom AND :today GROUP BY study_day) AS d),
  'xp', (SELECT COALESCE(json_object_agg(study_day, xp), '{}') FROM (SELECT study_day, sum(granted) AS xp
    FROM xp_logs WHERE user_id = :userId AND study_day BETWEEN :weekFrom AND :today GROUP BY study_day) AS d),
  'outcomes', (SELECT COALESCE(json_object_agg(day, outcome), '{}')
    FROM streak_days WHERE user_id = :userId AND day BETWEEN :weekFrom AND :today))`;

const LEVEL = `SELECT json_build_object('xp', COALESCE(max(xp), 0), 'level', COALESCE(max(level), 1))
  FROM user_levels WHERE user_id = :userId`;

const WEAK_TOPICS = `SELECT COALESCE(json_agg(weak ORDER BY known, topic), '[]') FROM (
  SELECT s.slug || '/' || t.slug AS topic, t.name, p.known, p.word, p.answers, p.right_answers AS "rightAnswers"
  FROM topic_progress p JOIN topics t ON t.id = p.topic_id JOIN subjects s ON s.id = t.subject_id
  WHERE p.user_id = :userId AND p.answers >= ${WEAK_AFTER} AND p.known < ${FAMILIAR_AT}
  ORDER BY p.known, t.id LIMIT ${LISTED}) AS weak`;

const LESSON = `SELECT json_build_object('id', l.id, 'title', l.title, 'topic', ${topicNameOf('l.topic_id')},
    'minutes', l.minutes, 'position', p.position)
  FROM lesson_progress p JOIN lessons l ON l.id = p.lesson_id
  WHERE p.user_id = :userId AND p.completed_at IS NULL AND l.retired_at IS NULL
  ORDER BY p.updated_at DESC, l.id LIMIT 1`;

const ATTEMPT = `SELECT json_build_object('attemptId', a.id, 'quizId', a.quiz_id, 'topic', ${topicNameOf('z.topic_id')},
    'lessonId', z.lesson_id, 'questions', z.question_count, 'startedAt', a.started_at, 'deadline', a.deadline,
    'pausedAt', a.paused_at, 'closesAt', a.closes_at)
  FROM quiz_attempts a JOIN quizzes z ON z.id = a.quiz_id
  WHERE a.user_id = :userId AND a.status = 'running' AND COALESCE(a.closes_at, 'infinity') > :now
  ORDER BY a.id DESC LIMIT 1`;

const MATERIAL = `SELECT json_build_object('id', m.id, 'title', m.title, 'usedAt', used.at)
  FROM ((SELECT material_id, started_at AS at FROM study_sessions
      WHERE user_id = :userId AND material_id IS NOT NULL ORDER BY id DESC LIMIT ${LATEST})
    UNION ALL (SELECT unnest(material_ids), created_at FROM questions
      WHERE user_id = :userId AND material_ids <> '{}' ORDER BY id DESC LIMIT ${LATEST})
    UNION ALL (SELECT c.material_id, q.created_at
      FROM (SELECT id, created_at FROM questions WHERE user_id = :userId ORDER BY id DESC LIMIT ${LATEST}) AS q
      JOIN citations c ON c.question_id = q.id AND c.kind = 'cited')) AS used
  JOIN materials m ON m.id = used.material_id AND m.owner_id = :userId AND m.status IN (${sqlList(INGESTED_STATES)})
  ORDER BY used.at DESC, m.id DESC LIMIT 1`;

const REVIEWS = `SELECT json_build_object(
    'dueCount', (SELECT count(*) FROM review_cards WHERE user_id = :userId AND due <= :today AND suspended_reason IS NULL),
    'freshCount', (SELECT count(*) FROM review_cards WHERE user_id = :userId AND due IS NULL AND suspended_reason IS NULL),
    'reviewedToday', count(*), 'newToday', count(*) FILTER (WHERE review_no = 1))
  FROM review_log WHERE user_id = :userId AND study_day = :today AND was_due AND undone_at IS NULL`;

const OPEN = `status IN (${sqlList(OPEN_STATES)})`;
const listOf = (rows: string) =>
  `(SELECT COALESCE(json_agg(one), '[]') FROM (${rows} ORDER BY id DESC LIMIT ${LISTED}) AS one)`;

const WORK = `SELECT json_build_object(
  'materials', ${listOf(`SELECT id, title, created_at AS "startedAt" FROM materials WHERE owner_id = :userId AND ${OPEN}`)},
  'quizzes', ${listOf(`SELECT id, makes, ${topicNameOf('topic_id')} AS topic, created_at AS "startedAt"
    FROM quizzes WHERE user_id = :userId AND ${OPEN}`)},
  'questions', ${listOf(`SELECT id, thread_id AS "threadId", question, created_at AS "startedAt"
    FROM questions WHERE user_id = :userId AND ${OPEN}`)})`;

const UNSEEN = `SELECT json_build_object(
  'unseen', (SELECT count(*) FROM notices WHERE user_id = :userId AND seen_at IS NULL),
  'latest', (SELECT COALESCE(json_agg(one), '[]') FROM (SELECT id, kind, facts, created_at AS "createdAt"
    FROM notices WHERE user_id = :userId AND seen_at IS NULL ORDER BY id DESC LIMIT ${NOTICES}) AS one))`;

/** The last board of a week, with the student and the friends whom the student may see, the most XP first. */
const LEADERBOARD = `SELECT json_build_object('day', board.day, 'computedAt', board.finished_at, 'lines', (
    SELECT COALESCE(json_agg(json_build_object('userId', e.user_id, 'displayName', p.display_name, 'xp', e.xp)
        ORDER BY e.position), '[]')
    FROM leaderboard_entries e JOIN users u ON u.id = e.user_id AND u.status = 'active'
    JOIN user_profiles p ON p.user_id = e.user_id
    WHERE e.term = board.term AND e.day = board.day AND e.board_id = board.id
      AND e.user_id IN (SELECT greatest_id FROM friendships WHERE least_id = :userId
        UNION ALL SELECT least_id FROM friendships WHERE greatest_id = :userId UNION ALL SELECT CAST(:userId AS uuid))
      AND ${maySee('friends', { viewer: 'CAST(:userId AS uuid)' })}))
  FROM (SELECT id, term, day, finished_at FROM leaderboards WHERE period = 'week' AND finished_at IS NOT NULL
    ORDER BY day DESC, version DESC LIMIT 1) AS board`;

/** The cohort in which the student competes this week, with the XP of each who has not left. */
const LEAGUE = `SELECT json_build_object('week', own.week, 'tier', own.tier, 'members', (
    SELECT json_agg(json_build_object('userId', m.user_id, 'xp', week.xp, 'at', week.at))
    FROM league_members m CROSS JOIN LATERAL (${XP_OF_WEEK}) AS week
    WHERE m.week = own.week AND m.tier = own.tier AND m.pool = own.pool AND m.left_at IS NULL
      AND m.place BETWEEN own.first AND own.first + ${COHORT_SIZE - 1}))
  FROM (SELECT *, (place - 1) / ${COHORT_SIZE} * ${COHORT_SIZE} + 1 AS first FROM league_members) AS own
  WHERE own.user_id = :userId AND own.week = :leagueWeek AND own.left_at IS NULL`;

/** The first lesson is looked for where none was begun, in the subjects that were chosen before all others. */
const BEGINNINGS = `SELECT json_build_object(
  'material', EXISTS (SELECT FROM materials WHERE owner_id = :userId AND status <> 'uploading'),
  'question', EXISTS (SELECT FROM questions WHERE user_id = :userId),
  'quiz', EXISTS (SELECT FROM quizzes WHERE user_id = :userId AND makes = 'quiz'),
  'lesson', EXISTS (SELECT FROM lesson_progress WHERE user_id = :userId),
  'firstLesson', CASE WHEN NOT EXISTS (SELECT FROM lesson_progress WHERE user_id = :userId) THEN (
    SELECT json_build_object('id', l.id, 'title', l.title)
    FROM lessons l JOIN topics t ON t.id = l.topic_id JOIN subjects s ON s.id = t.subject_id
    LEFT JOIN user_subjects c ON c.user_id = :userId AND c.subject_id = s.id
    WHERE l.retired_at IS NULL
    ORDER BY c.position, s.position, s.slug, t.position, t.slug, l.position, l.slug LIMIT 1) END)`;

/** What statements of many students have as arrays, of one. */
const OF_ONE: Record<string, string> = {
  ':userIds': 'ARRAY[:userId]',
  ':days': 'ARRAY[:today]',
  ':starts': 'ARRAY[:startsAt]',
};

/**
 * A statement of many students for one. Of an array whose length it does not know Postgres believes that it has ten; then
 * a plan for any student looks dearer than one for this one, and the whole dashboard is planned anew at each read, which
 * takes longer than reading it.
 */
const ofOne = (sql: string): string => sql.replaceAll(/:(userIds|days|starts)\b/g, (name) => OF_ONE[name] ?? name);

const FACTS = Object.entries(FACT_STATEMENTS).map(
  ([name, sql]) => `'${name}', (SELECT fact FROM (${ofOne(sql)}) AS fact_of)`,
);

/** What was made when the day began, as long as it is fresh; else what the rules look at. */
const RECOMMENDATIONS = `SELECT CASE WHEN fresh.items IS NOT NULL THEN json_build_object('items', fresh.items)
  ELSE json_build_object(${FACTS.join(', ')}, 'catalog', (SELECT json_agg(of_catalog) FROM (${CATALOG}) AS of_catalog)) END
  FROM (SELECT (SELECT r.items FROM recommendations r LEFT JOIN user_stats v ON v.user_id = r.user_id
    WHERE r.user_id = :userId AND r.study_day = :today AND r.made_of = COALESCE(v.version, 0)
      AND NOT EXISTS (SELECT FROM lessons l WHERE l.retired_at >= r.updated_at)) AS items) AS fresh`;

/** The parts of a dashboard, each a statement that gives one value in JSON, so that all of them make one statement. */
const PARTS = {
  week: WEEK,
  level: LEVEL,
  weakTopics: WEAK_TOPICS,
  lesson: LESSON,
  quiz: ATTEMPT,
  material: MATERIAL,
  reviews: REVIEWS,
  work: WORK,
  notices: UNSEEN,
  firstSteps: BEGINNINGS,
  recommendations: RECOMMENDATIONS,
  leaderboard: LEADERBOARD,
  league: LEAGUE,
} as const;

export type DashboardPart = keyof typeof PARTS;

export const DASHBOARD_PARTS = Object.keys(PARTS) as DashboardPart[];

/** What began when, ISO 8601, and is still worked on. */
interface Begun {
  id: string;
  startedAt: string;
}

/** What the parts give; instants are ISO 8601. */
export interface PartRows {
  /** By study day, those with something on them. */
  week: { minutes: Record<string, number>; xp: Record<string, number>; outcomes: Record<string, DayOutcome> };
  level: { xp: number; level: number };
  weakTopics: {
    topic: string;
    name: string;
    known: number;
    word: MasteryWord;
    answers: number;
    rightAnswers: number;
  }[];
  lesson: { id: string; title: string; topic: string; minutes: number; position: number } | null;
  quiz: {
    attemptId: string;
    quizId: string;
    topic: string | null;
    lessonId: string | null;
    questions: number;
    startedAt: string;
    deadline: string | null;
    pausedAt: string | null;
    closesAt: string | null;
  } | null;
  material: { id: string; title: string; usedAt: string } | null;
  reviews: { dueCount: number; freshCount: number; reviewedToday: number; newToday: number };
  work: {
    materials: (Begun & { title: string })[];
    quizzes: (Begun & { makes: Quiz['makes']; topic: string | null })[];
    questions: (Begun & { threadId: string; question: string })[];
  };
  notices: {
    unseen: number;
    latest: { id: string; kind: NoticeKind; facts: NoticeFacts[NoticeKind]; createdAt: string }[];
  };
  /** Null before the first board. */
  leaderboard: {
    day: string;
    computedAt: string;
    lines: { userId: string; displayName: string; xp: number }[];
  } | null;
  /** Null for who competes in no league this week. */
  league: { week: string; tier: number; members: { userId: string; xp: number; at: string | null }[] } | null;
  firstSteps: {
    material: boolean;
    question: boolean;
    quiz: boolean;
    lesson: boolean;
    firstLesson: { id: string; title: string } | null;
  };
  recommendations:
    | { items: Recommendation[] }
    | ({ [Name in keyof FactRows]: FactRows[Name] | null } & { catalog: Catalog | null });
}

/** The day that a dashboard is of. */
export interface DashboardDay {
  userId: string;
  today: string;
  /** When today began. */
  startsAt: Date;
  /** The first day of the week that is shown. */
  weekFrom: string;
  now: Date;
}

/** The one statement of parts, which gives each under its name. */
export function partsStatement(
  names: readonly DashboardPart[],
  { userId, today, startsAt, weekFrom, now }: DashboardDay,
): { sql: string; bindings: Record<string, unknown> & object } {
  const leagueWeek = weekOf(now);
  return {
    sql: `SELECT ${names.map((name) => `(${PARTS[name]}) AS "${name}"`).join(',\n')}`,
    bindings: {
      ...{ userId, today, weekFrom, now, startsAt: startsAt.toISOString() },
      ...{ leagueWeek, ...timeOfWeek(leagueWeek) },
    },
  };
}

/**
 * Reads parts of a dashboard in one statement, which is cancelled when its time is over.
 * @throws KnexTimeoutError when it is
 */
export async function readParts<Name extends DashboardPart>(
  db: Knex,
  names: readonly Name[],
  day: DashboardDay,
  ms: number,
): Promise<Pick<PartRows, Name>> {
  const { sql, bindings } = partsStatement(names, day);
  const { rows } = await db
    .raw<{ rows: [Pick<PartRows, Name>] }>(sql, bindings as Knex.ValueDict)
    // With a name it is parsed and planned once a connection.
    .options({ name: `dashboard-${names.length === 1 ? names[0] : names.length}` })
    .timeout(ms, { cancel: true });
  return rows[0];
}
