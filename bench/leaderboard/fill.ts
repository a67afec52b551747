import type { Knex } from 'knex';

/** Lines of the ledger that each student has, over the last 60 days. */
export const LINES = 20;

/** Students that one statement makes. */
const BATCH = 10_000;

const STATEMENTS = [
  `INSERT INTO users (id, email) SELECT id, id || '@example.org' FROM made`,
  `INSERT INTO user_profiles (user_id, display_name, age_band, age_told_at, board_visibility)
   SELECT id, 'Student', '16-or-older', now(), CASE WHEN n % 2 = 0 THEN 'everyone' ELSE 'friends' END FROM made`,
  `INSERT INTO friendships (id, least_id, greatest_id)
   SELECT gen_random_uuid(), LEAST(made.id, o.id), GREATEST(made.id, o.id) FROM made JOIN bench_students o ON o.n BETWEEN made.n - 10 AND made.n - 1`,
  `INSERT INTO xp_logs (id, user_id, cause, kind, requested, granted, study_day, time_zone, day_starts_at, earned_at, created_at)
   SELECT gen_random_uuid(), made.id, 'made:' || k, 'question', 15, abs(hashint8(made.n * 1000 + k)) % 16, CAST(at AS date),
     'UTC', 4, at, at
   FROM made CROSS JOIN generate_series(1, ${LINES}) AS k
   CROSS JOIN LATERAL (SELECT CURRENT_DATE - interval '1 second' * (abs(hashint8(made.n * 7919 + k)) % (60 * 86400)) AS at) AS t`,
];

/** Makes students with friends and lines of the ledger that were recorded before today. */
export async function fillLedger(db: Knex, count: number, tell: (students: number) => void): Promise<void> {
  await db.raw(
    'CREATE UNLOGGED TABLE bench_students (n bigint PRIMARY KEY, id uuid NOT NULL DEFAULT gen_random_uuid())',
  );
  for (let first = 0; first < count; first += BATCH) {
    const range = { first, last: Math.min(count, first + BATCH) - 1 };
    await db.transaction(async (trx) => {
      // Nothing is checked that is known: foreign keys would take most of the time.
      await trx.raw('SET LOCAL session_replication_role = replica');
      await trx.raw(
        'INSERT INTO bench_students (n) SELECT generate_series(CAST(:first AS bigint), CAST(:last AS bigint))',
        range,
      );
      const made = 'WITH made AS (SELECT n, id FROM bench_students WHERE n BETWEEN :first AND :last)';
      for (const statement of STATEMENTS) await trx.raw(`${made} ${statement}`, range);
    });
    tell(range.last + 1);
  }
  await db.raw('VACUUM (ANALYZE)');
}
