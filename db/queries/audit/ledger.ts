import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { MILESTONES } from '../../../domain/game/streak/milestones.js';
import { DAILY_CAPS, MILESTONE_POINTS } from '../../../domain/game/xp.js';
import { type Batch, lookAtStudents } from './look.js';

/** Milestones with their points, as rows of SQL. */
const MILESTONE_ROWS = MILESTONES.map((days) => `(${days}, ${MILESTONE_POINTS[days]})`).join(', ');
const CAP_ROWS = Object.entries(DAILY_CAPS)
  .map(([kind, cap]) => `('${kind}', ${cap})`)
  .join(', ');

/**
 * Lines of the ledger whose cause is not there, or is not what it says. What a student may delete, threads and cards, is
 * missed only where the row itself is there.
 */
export const lookForLinesWithoutCause = lookAtStudents(`
  SELECT x.cause FROM xp_logs x WHERE x.user_id = s.id AND NOT CASE x.kind
    WHEN 'study' THEN EXISTS (SELECT FROM study_minutes m WHERE m.session_id = x.source_id AND m.user_id = s.id
      AND x.cause = 'study:' || m.session_id || ':' || m.study_day)
    WHEN 'lesson' THEN x.cause = 'lesson:' || x.source_id AND (
      NOT EXISTS (SELECT FROM lessons l WHERE l.id = x.source_id) OR EXISTS (SELECT FROM lesson_progress p
        WHERE p.user_id = s.id AND p.lesson_id = x.source_id AND p.completed_at IS NOT NULL))
    WHEN 'quiz' THEN x.cause = 'quiz:' || x.source_id AND EXISTS (SELECT FROM quiz_attempts a
      WHERE a.id = x.source_id AND a.user_id = s.id AND a.status = 'ended')
    WHEN 'question' THEN NOT EXISTS (SELECT FROM questions q
      WHERE q.id = x.source_id AND (q.user_id <> s.id OR q.status <> 'answered'))
    WHEN 'review' THEN NOT EXISTS (SELECT FROM review_cards c WHERE c.id = x.source_id)
      OR EXISTS (SELECT FROM review_log g WHERE g.card_id = x.source_id AND g.user_id = s.id
        AND x.cause IN ('review:' || g.card_id || ':' || g.review_no,
          'review:' || g.card_id || ':' || g.review_no || ':' || g.study_day))
    WHEN 'milestone' THEN EXISTS (SELECT FROM streaks t JOIN (VALUES ${MILESTONE_ROWS}) AS m (days, points)
      ON t.longest >= m.days WHERE t.id = s.id AND x.cause = 'streak:' || m.days AND x.granted = m.points)
    ELSE x.cause NOT LIKE 'quiz-correction:%' OR EXISTS (SELECT FROM quiz_attempts a
      WHERE a.id = x.source_id AND a.user_id = s.id AND x.cause = 'quiz-correction:' || a.id)
  END`);

/** Causes of XP, but for questions, whose line is not there. */
export const lookForCausesWithoutLine = lookAtStudents(`
  SELECT caused.cause FROM (
    SELECT 'study:' || m.session_id || ':' || m.study_day FROM study_minutes m WHERE m.user_id = s.id
    UNION ALL SELECT 'lesson:' || p.lesson_id FROM lesson_progress p
      WHERE p.user_id = s.id AND p.completed_at IS NOT NULL
    UNION ALL SELECT 'quiz:' || a.id FROM quiz_attempts a WHERE a.user_id = s.id AND a.status = 'ended'
      AND EXISTS (SELECT FROM quiz_answers w WHERE w.attempt_id = a.id AND w.answer IS NOT NULL)
    UNION ALL SELECT 'review:' || g.card_id || ':' || g.review_no FROM review_log g WHERE g.user_id = s.id AND g.was_due
    UNION ALL SELECT 'streak:' || m.days FROM streaks t JOIN (VALUES ${MILESTONE_ROWS}) AS m (days, points)
      ON t.longest >= m.days WHERE t.id = s.id
  ) AS caused (cause)
  WHERE NOT EXISTS (SELECT FROM xp_logs x WHERE x.user_id = s.id AND x.cause = caused.cause)`);

/** Study days on which more was given than a day gives: something was credited twice. */
export const lookForLateCaps = lookAtStudents(`
  SELECT x.kind || ' of ' || x.study_day || ': ' || sum(x.granted) || ' XP, at most ' || c.most
  FROM xp_logs x JOIN (VALUES ${CAP_ROWS}) AS c (kind, most) ON c.kind = x.kind
  WHERE x.user_id = s.id GROUP BY x.kind, x.study_day, c.most HAVING sum(x.granted) > c.most`);

/** Days with an activity in the ledger that do not count as studied, and the other way round. */
export const lookForUnlikeDays = lookAtStudents(`
  SELECT COALESCE(l.day, d.day) || CASE WHEN d.day IS NULL THEN ' has XP and is not studied' ELSE ' is studied and has no XP' END
  FROM (SELECT DISTINCT study_day FROM xp_logs WHERE user_id = s.id AND kind NOT IN ('milestone', 'correction')) AS l (day)
  FULL JOIN (SELECT day FROM streak_days WHERE user_id = s.id AND studied) AS d ON d.day = l.day
  WHERE l.day IS NULL OR d.day IS NULL`);

/** A sum of the ledger beside what is kept of it. */
export interface SumOfStudent {
  id: string;
  sum: number;
  xp: number;
  level: number;
}

/** What the ledgers of students add up to, and what is kept of that. */
export async function listSumsOfStudents(db: Knex, { after, limit }: Batch): Promise<SumOfStudent[]> {
  const { rows } = await db.raw<{ rows: SumOfStudent[] }>(
    `SELECT u.id, CAST(COALESCE((SELECT sum(granted) FROM xp_logs x WHERE x.user_id = u.id), 0) AS integer) AS sum,
       COALESCE(l.xp, 0) AS xp, COALESCE(l.level, 1) AS level
     FROM users u LEFT JOIN user_levels l ON l.user_id = u.id
     WHERE u.status <> 'erased' AND (CAST(:after AS uuid) IS NULL OR u.id > :after) ORDER BY u.id LIMIT :limit`,
    { after: after ?? null, limit },
  );
  return rows;
}

/** Students who have a streak, by id. */
export async function listStreakOwners(db: Knex, { after, limit }: Batch): Promise<string[]> {
  const streaks = db('streaks as t')
    .join('users as u', 'u.id', 't.id')
    .whereNot('u.status', 'erased')
    .orderBy('t.id')
    .limit(limit);
  if (after !== undefined) streaks.where('t.id', '>', after);
  return streaks.pluck('t.id');
}

/** Causes of a student's that have a line in the ledger, of those that are given. */
export async function listCredited(
  db: Knex,
  causes: readonly { userId: string; cause: string }[],
): Promise<{ userId: string; cause: string }[]> {
  return db('xpLogs')
    .whereIn(
      ['userId', 'cause'],
      causes.map(({ userId, cause }) => [userId, cause]),
    )
    .select('userId', 'cause');
}

/**
 * Reads as of one moment, without a lock that anybody waits for. Within a transaction it is that one's.
 * @throws whatever the work throws.
 */
export async function inSnapshot<T>(db: Knex, read: (trx: Transaction) => Promise<T>): Promise<T> {
  if (db.isTransaction) return read(db as Transaction);
  return db.transaction(read, { isolationLevel: 'repeatable read', readOnly: true });
}
