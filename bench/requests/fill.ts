import type { Knex } from 'knex';
import { addDays } from '../../domain/game/calendar-day.js';
import { utcDay } from '../../domain/utc-day.js';
import { makeBoards } from '../../services/boards/make-boards.js';
import { openBoards } from '../../services/boards/open-boards.js';
import { systemClock } from '../../services/shared/clock.js';
import { fillStudents } from '../learning/fill.js';

/** The topic whose lessons are listed; it gets 20. */
export const TOPIC = 'cells';

/** The first students, who have enough of everything for a list of 20 and a next page. */
export const READERS = 400;
const MANY = 25;
const FEW = 2;
const PAGES = 40;
const ANSWERS = 5;
const GENERATED = 3;
const XP_LINES = 30;
const FRIENDS = 12;

const count = `CASE WHEN made.n < ${READERS} THEN ${MANY} ELSE ${FEW} END`;

/** What lists show beside what `fillStudents` makes. */
const STATEMENTS = [
  `UPDATE user_profiles SET age_band = '16-or-older', age_told_at = now(), board_visibility = 'everyone'
   WHERE user_id IN (SELECT id FROM made)`,
  `INSERT INTO user_levels (user_id, xp, level) SELECT id, 500, 3 FROM made`,
  `INSERT INTO streaks (id, length, started_on, longest, through, status, workflow_id, next_check_at, wake_at)
   SELECT id, 3, CURRENT_DATE - 3, 3, CURRENT_DATE - 1, 'running', 'none', now() + interval '1 day', now() + interval '1 day'
   FROM made`,
  `INSERT INTO friendships (id, least_id, greatest_id)
   SELECT gen_random_uuid(), LEAST(made.id, o.id), GREATEST(made.id, o.id)
   FROM made JOIN bench_students o ON o.n BETWEEN made.n - ${FRIENDS} AND made.n - 1`,
  `INSERT INTO xp_logs (id, user_id, cause, kind, source_id, requested, granted, study_day, time_zone, day_starts_at,
     earned_at, created_at)
   SELECT gen_random_uuid(), made.id, 'made:' || k, 'question', gen_random_uuid(), 15, abs(hashint8(made.n * 1000 + k)) % 16,
     CAST(at AS date), 'UTC', 4, at, at
   FROM made CROSS JOIN generate_series(1, ${XP_LINES}) AS k
   CROSS JOIN LATERAL (SELECT CURRENT_DATE - interval '1 second' - k * interval '1 day' AS at) AS t`,
  `INSERT INTO review_cards (id, user_id, topic_id, origin, front, back, reviews, stability, difficulty, last_reviewed_on, due)
   SELECT gen_random_uuid(), made.id, t.id, 'student', 'How is it?', 'It is so.', 1, 3, 5, CURRENT_DATE - 5, CURRENT_DATE - 1
   FROM made CROSS JOIN generate_series(1, ${MANY}) AS k
   JOIN bench_topics t ON t.n = k % (SELECT count(*) FROM bench_topics)
   WHERE made.n < ${READERS}`,
  `INSERT INTO materials (id, owner_id, title, topic_id, format, bytes, sha256, page_count, status, workflow_id, finished_at)
   SELECT gen_random_uuid(), made.id, 'Notes ' || k, t.id, 'pdf', 100000, md5(made.n || '-' || k) || md5('-' || made.n || k),
     ${PAGES}, 'ready', 'none', now()
   FROM made CROSS JOIN LATERAL generate_series(1, ${count}) AS k
   JOIN bench_topics t ON t.n = k % (SELECT count(*) FROM bench_topics)`,
  `INSERT INTO material_pages (material_id, page_no, run_no, status, method, text)
   SELECT m.id, page, 1, 'done', 'text', 'The tide comes in twice a day.'
   FROM materials m CROSS JOIN generate_series(1, ${PAGES}) AS page WHERE m.owner_id IN (SELECT id FROM made)`,
  `INSERT INTO quiz_questions (id, origin, topic_id, slug, kind, difficulty, stem, form, key, explanation, evidence, hash,
     owner_id, checks)
   SELECT gen_random_uuid(), 'generated', t.id, made.n || '-' || k, 'true-false', 'easy', 'It is so.', '{"kind": "true-false"}',
     '{"kind": "true-false", "right": true}', 'It was seen.', '{}', 'made', made.id, '{}'
   FROM made CROSS JOIN generate_series(1, ${GENERATED}) AS k
   JOIN bench_topics t ON t.n = made.n % (SELECT count(*) FROM bench_topics)`,
  `INSERT INTO quizzes (id, user_id, topic_id, wished, seed, question_count, status, workflow_id, finished_at)
   SELECT gen_random_uuid(), made.id, t.id, ${ANSWERS}, 'none', ${ANSWERS}, 'ready', 'none', now()
   FROM made CROSS JOIN LATERAL generate_series(1, ${count}) AS k
   JOIN bench_topics t ON t.n = k % (SELECT count(*) FROM bench_topics)`,
  `INSERT INTO quiz_attempts (id, user_id, quiz_id, number, order_seed, started_at, ended_at, ended_by, score, xp, status, finished_at)
   SELECT gen_random_uuid(), q.user_id, q.id, 1, 'none', now() - interval '1 hour', now(), 'student', 0.8, 20, 'ended', now()
   FROM quizzes q WHERE q.user_id IN (SELECT id FROM made)`,
  `INSERT INTO quiz_answers (attempt_id, question_id, user_id, answer, revision, answered_at, mark, rule, is_new)
   SELECT a.id, q.id, a.user_id, '{"kind": "single-choice", "chosen": "a"}', 1, now(), q.n % 2, 'single-choice', true
   FROM quiz_attempts a JOIN bench_questions q ON true WHERE a.user_id IN (SELECT id FROM made)`,
];

const STATEMENTS_OF_MESSAGES = [
  `INSERT INTO notices (id, user_id, kind, topic, facts, seen_at)
   SELECT gen_random_uuid(), made.id, 'level-up', 'made:' || k, '{"level": 2}', CASE WHEN k % 2 = 0 THEN now() END
   FROM made CROSS JOIN LATERAL generate_series(1, ${count}) AS k`,
  `INSERT INTO threads (id, user_id)
   SELECT gen_random_uuid(), made.id FROM made CROSS JOIN LATERAL generate_series(1, ${count}) AS k`,
  `INSERT INTO questions (id, thread_id, user_id, question, status, answer, provider, model, workflow_id, finished_at)
   SELECT gen_random_uuid(), t.id, t.user_id, 'Why?', 'answered', 'Therefore.', 'offline', 'offline', 'none', now()
   FROM threads t WHERE t.user_id IN (SELECT id FROM made)`,
];

const BEFORE = [
  `CREATE UNLOGGED TABLE bench_questions AS
   SELECT row_number() OVER (ORDER BY id) AS n, id FROM quiz_questions ORDER BY id LIMIT ${ANSWERS}`,
  `INSERT INTO lessons (id, topic_id, slug, title, minutes, position, objectives, key_points, sources, body, hash, origin)
   SELECT gen_random_uuid(), t.id, 'made-' || k, 'Lesson ' || k, 10, 100 + k, '{"Say how it is","Say why"}', '[]', '[]',
     'It is so.', 'made', 'bench'
   FROM topics t CROSS JOIN generate_series(1, 20 - (SELECT count(*) FROM lessons l JOIN topics own ON own.id = l.topic_id
     WHERE own.slug = '${TOPIC}' AND l.retired_at IS NULL)) AS k WHERE t.slug = '${TOPIC}'`,
];

/** Makes students who have something in every list, and the boards of yesterday and the day before. */
export async function fillLists(db: Knex, students: number, tell: (students: number) => void): Promise<void> {
  for (const statement of BEFORE) await db.raw(statement);
  await fillStudents(db, students, tell, [...STATEMENTS, ...STATEMENTS_OF_MESSAGES]);
  const today = utcDay(systemClock());
  for (const day of [addDays(today, -2), addDays(today, -1)]) {
    const deps = { db, clock: systemClock };
    await openBoards(deps, { day, reason: null });
    for (let isDone = false; !isDone; )
      ({ isDone } = await makeBoards(deps, { day, report: () => {} }, new AbortController().signal));
  }
  await db.raw('VACUUM (ANALYZE)');
}
