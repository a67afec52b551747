import type { Knex } from 'knex';
import type { DayTally, Tally } from '../../domain/learning/progress/tallies.js';
import type { Subject } from '../models/subject.js';
import type { Topic } from '../models/topic.js';
import type { TopicProgress } from '../models/topic-progress.js';

/** A topic with what is known of a student's knowledge of it; null where nothing was answered. */
export interface TopicOfSubject extends Pick<Topic, 'slug' | 'name'> {
  progress: Pick<TopicProgress, 'known' | 'word' | 'answers' | 'rightAnswers'> | null;
}

/** A subject of a student, with all its topics. */
export interface SubjectOfStudent extends Pick<Subject, 'slug' | 'name'> {
  topics: TopicOfSubject[];
}

/** The subjects that a student chose or has answered something of, in the order of the catalog. */
export async function listSubjectsOf(db: Knex, userId: string): Promise<SubjectOfStudent[]> {
  const { rows } = await db.raw<{ rows: SubjectOfStudent[] }>(
    `SELECT s.slug, s.name,
       json_agg(json_build_object('slug', t.slug, 'name', t.name, 'progress',
         CASE WHEN p.answers > 0 THEN json_build_object('known', p.known, 'word', p.word, 'answers', p.answers,
           'rightAnswers', p.right_answers) END) ORDER BY t.position, t.slug) AS topics
     FROM subjects s JOIN topics t ON t.subject_id = s.id
     LEFT JOIN topic_progress p ON p.user_id = :userId AND p.topic_id = t.id
     WHERE s.id IN (SELECT subject_id FROM user_subjects WHERE user_id = :userId
       UNION SELECT answered.subject_id FROM topic_progress known JOIN topics answered ON answered.id = known.topic_id
         WHERE known.user_id = :userId AND known.answers > 0)
     GROUP BY s.id ORDER BY s.position, s.slug`,
    { userId },
  );
  return rows;
}

/** The minutes that sessions are credited with, by study day, from one on. */
export const minutesSince = (db: Knex, userId: string, from: string): Promise<Pick<DayTally, 'day' | 'minutes'>[]> =>
  db('studyMinutes')
    .where({ userId })
    .where('studyDay', '>=', from)
    .groupBy('studyDay')
    .select({ day: 'studyDay', minutes: db.raw('CAST(sum(minutes) AS integer)') });

/** The XP that were granted, by study day, from one on. */
export const xpSince = (db: Knex, userId: string, from: string): Promise<Pick<DayTally, 'day' | 'xp'>[]> =>
  db('xpLogs')
    .where({ userId })
    .where('studyDay', '>=', from)
    .groupBy('studyDay')
    .select({ day: 'studyDay', xp: db.raw('CAST(sum(granted) AS integer)') });

/**
 * Answers to topics, by the times in which they were given.
 * @param starts when each time begins, the earliest first; the last goes on
 * @returns those with an answer, each by its place among them
 */
export async function countAnswersBetween(
  db: Knex,
  userId: string,
  starts: readonly Date[],
): Promise<({ place: number } & Pick<Tally, 'answers' | 'rightAnswers'>)[]> {
  const { rows } = await db.raw(
    `SELECT width_bucket(answered_at, CAST(:starts AS timestamptz[])) - 1 AS place,
       CAST(count(*) AS integer) AS answers, CAST(count(*) FILTER (WHERE is_right) AS integer) AS "rightAnswers"
     FROM topic_answers WHERE user_id = :userId AND answered_at >= :first GROUP BY 1`,
    { userId, starts: starts.map((start) => start.toISOString()), first: starts[0] },
  );
  return rows;
}

/** The day of a student's exam; null where none was told. */
export async function findExamDate(db: Knex, userId: string): Promise<string | null> {
  const found = await db('userPreferences').where({ userId }).first('examDate');
  return found?.examDate ?? null;
}
