import type { Knex } from 'knex';

/** What students are recommended, what they want to hear nothing of, and how far a day's recommendations are made. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE TABLE recommendations (
      user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
      study_day date NOT NULL,
      made_of bigint NOT NULL,
      items jsonb NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON TABLE recommendations IS 'Made when a study day begins, for who was active lately; anything later is made when it is read.';
    COMMENT ON COLUMN recommendations.made_of IS 'The version of user_stats that they were made of; with another one they are stale.';
    COMMENT ON COLUMN recommendations.items IS 'Kinds with their evidence; titles and reasons are worded when they are read.';

    CREATE TABLE recommendation_dismissals (
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      item text NOT NULL,
      until date NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (user_id, item)
    );
    COMMENT ON COLUMN recommendation_dismissals.item IS 'What is not to be recommended, whichever rule would (domain/recommendations/recommendation.ts).';
    COMMENT ON COLUMN recommendation_dismissals.until IS 'The study day from which on it may come again.';

    CREATE TABLE recommendation_shards (
      day date NOT NULL,
      shard integer NOT NULL CHECK (shard BETWEEN 0 AND 23),
      after uuid,
      students integer NOT NULL DEFAULT 0,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (day, shard),
      CONSTRAINT recommendation_shards_cleared_check CHECK (finished_at IS NULL OR after IS NULL)
    );
    COMMENT ON TABLE recommendation_shards IS 'How far the recommendations of a day are made, an hour of it at a time.';
    COMMENT ON COLUMN recommendation_shards.day IS 'By UTC.';
    COMMENT ON COLUMN recommendation_shards.shard IS 'The hour by UTC in which the study days of its students begin.';
    COMMENT ON COLUMN recommendation_shards.after IS 'The student who was reached, while it goes on.';
  `);
}
