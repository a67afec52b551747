import type { Knex } from 'knex';

/** Students that one statement makes, with all that they have. */
const BATCH = 2_000;

/** How much each student has. */
export const EACH = { answers: 100, topics: 10, lessons: 5, cards: 20, sessions: 10 };

/** Everything of the students from one number to another; a student's id and choices come of the number. */
const STATEMENTS = [
  `INSERT INTO users (id, email)
   SELECT id, id || '@example.org' FROM made`,
  `INSERT INTO user_profiles (user_id, display_name) SELECT id, 'Student' FROM made`,
  `INSERT INTO user_preferences (user_id, daily_minutes) SELECT id, 20 + n % 60 FROM made`,
  `INSERT INTO user_stats (user_id, version, stats)
   SELECT id, 1, jsonb_build_object('lastActiveDay', CAST(CURRENT_DATE - 1 AS text)) FROM made`,
  `INSERT INTO user_subjects (user_id, subject_id, position)
   SELECT made.id, s.id, 1 FROM made JOIN bench_subjects s ON s.n = made.n % (SELECT count(*) FROM bench_subjects)`,
  `INSERT INTO lesson_progress (user_id, lesson_id, position, started_at, completed_at)
   SELECT made.id, l.id, 0.5, now() - interval '3 days', CASE WHEN k % 4 > 0 THEN now() - interval '2 days' END
   FROM made CROSS JOIN generate_series(0, ${EACH.lessons - 1}) AS k
   JOIN bench_lessons l ON l.n = (made.n * 13 + k) % (SELECT count(*) FROM bench_lessons)`,
  `INSERT INTO topic_answers (user_id, cause, topic_id, kind, is_right, answered_at)
   SELECT made.id, 'made:' || k, t.id, CASE WHEN k % 3 = 0 THEN 'true-false' ELSE 'review' END,
     hashint8(made.n * 1000 + k) % 10 < made.n % 10, now() - k * interval '5 hours'
   FROM made CROSS JOIN generate_series(1, ${EACH.answers}) AS k
   JOIN bench_topics t ON t.n = (made.n * 7 + k % ${EACH.topics}) % (SELECT count(*) FROM bench_topics)`,
  `INSERT INTO topic_progress (user_id, topic_id, known, word, answers, right_answers, last_answered_at)
   SELECT user_id, topic_id, share, CASE WHEN share >= .95 THEN 'mastered' WHEN share >= .6 THEN 'familiar' ELSE 'learning' END,
     answers, right_answers, last_answered_at
   FROM (SELECT user_id, topic_id, count(*) AS answers, count(*) FILTER (WHERE is_right) AS right_answers,
       avg(CAST(is_right AS integer)) AS share, max(answered_at) AS last_answered_at
     FROM topic_answers WHERE user_id IN (SELECT id FROM made) GROUP BY user_id, topic_id) AS counted`,
  `INSERT INTO review_cards (id, user_id, origin, front, back, reviews, stability, difficulty, last_reviewed_on, due)
   SELECT gen_random_uuid(), made.id, 'student', 'How is it?', 'It is so.', 1, 3, 5, CURRENT_DATE - 5,
     CURRENT_DATE + CAST(k - ${EACH.cards / 2} AS integer)
   FROM made CROSS JOIN generate_series(1, ${EACH.cards}) AS k`,
  `INSERT INTO study_sessions (id, user_id, mode, started_at, study_day, day_ends_at, counts_until, last_beat_at,
     status, workflow_id, ended_at, finished_at)
   SELECT gen_random_uuid(), made.id, 'free', at, CAST(at AS date), at, at, at, 'ended', 'none', at, at
   FROM made CROSS JOIN generate_series(1, ${EACH.sessions}) AS k
   CROSS JOIN LATERAL (SELECT now() - k * interval '1 day' AS at) AS t`,
  `INSERT INTO study_minutes (session_id, study_day, user_id, minutes, xp)
   SELECT s.id, s.study_day, s.user_id, 25, 25 FROM study_sessions s WHERE s.user_id IN (SELECT id FROM made)`,
];

/** Rows of the catalog with numbers, by which students choose. */
const CATALOG = `
  CREATE UNLOGGED TABLE bench_subjects AS SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM subjects;
  CREATE UNLOGGED TABLE bench_topics AS SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM topics;
  CREATE UNLOGGED TABLE bench_lessons AS SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM lessons;
  CREATE UNLOGGED TABLE bench_students (n bigint PRIMARY KEY, id uuid NOT NULL DEFAULT gen_random_uuid());
  ANALYZE bench_subjects, bench_topics, bench_lessons`;

/**
 * Makes students whose days begin at 4:00 by UTC and who were active yesterday, with all that the rules look at.
 * @param more statements that give each batch of them, `made`, something else
 */
export async function fillStudents(
  db: Knex,
  count: number,
  tell: (students: number) => void,
  more: readonly string[] = [],
): Promise<void> {
  await db.raw(CATALOG);
  for (let first = 0; first < count; first += BATCH) {
    const range = { first, last: Math.min(count, first + BATCH) - 1 };
    await db.transaction(async (trx) => {
      await trx.raw(
        'INSERT INTO bench_students (n) SELECT generate_series(CAST(:first AS bigint), CAST(:last AS bigint))',
        range,
      );
      const made = 'WITH made AS (SELECT n, id FROM bench_students WHERE n BETWEEN :first AND :last)';
      for (const statement of [...STATEMENTS, ...more]) await trx.raw(`${made} ${statement}`, range);
    });
    tell(range.last + 1);
  }
  await db.raw('VACUUM (ANALYZE)');
}
