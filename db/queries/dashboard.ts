import type { Knex } from 'knex';
import type { Pause } from '../../domain/game/streak/pauses.js';
import type { StreakState } from '../../domain/game/streak/state.js';
import type { StudyCalendar } from '../../domain/game/study-calendar.js';
import { calendarOf, PAUSES, RULES, type SentRules } from './game.js';
import type { StudentWishes } from './recommendation-facts.js';

/** What a dashboard is told by: the version, the student's days and wishes, and the streak as it was judged last. */
export interface StudentNow extends Omit<StudentWishes, 'pauses' | 'through'> {
  calendar: StudyCalendar;
  pauses: Pause[];
  /** Null before the first activity. */
  streak: StreakState | null;
}

/** The student is `:userId`. */
export const STUDENT_NOW = `SELECT u.id AS "userId", COALESCE(v.version, 0) AS version, o.daily_minutes AS "dailyMinutes",
    COALESCE(o.study_days, '{}') AS "studyDays", o.exam_date AS "examDate",
    ARRAY(SELECT subject_id FROM user_subjects c WHERE c.user_id = u.id ORDER BY c.position) AS "subjectIds",
    (${PAUSES}) AS pauses, (${RULES}) AS rules,
    (SELECT json_build_object('length', length, 'startedOn', started_on, 'longest', longest, 'freezes', freezes,
       'sinceFreeze', since_freeze, 'through', through) FROM streaks WHERE id = u.id) AS streak
  FROM users u LEFT JOIN user_stats v ON v.user_id = u.id LEFT JOIN user_preferences o ON o.user_id = u.id
  WHERE u.id = :userId`;

/** In one statement, with the version that it is of; undefined where there is no such student. */
export async function findStudentNow(db: Knex, userId: string): Promise<StudentNow | undefined> {
  const { rows } = await db
    .raw<{ rows: (Omit<StudentNow, 'calendar'> & { rules: SentRules })[] }>(STUDENT_NOW, { userId })
    .options({ name: 'student-now' });
  const [row] = rows;
  if (!row) return undefined;
  const { rules, ...student } = row;
  return { ...student, calendar: calendarOf(rules) };
}
