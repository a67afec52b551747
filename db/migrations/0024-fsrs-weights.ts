import type { Knex } from 'knex';

/** By what the memory of each student's cards is told. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE TABLE review_weights (
      user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
      weights double precision[] CHECK (array_length(weights, 1) = 21),
      since date,
      reviews integer NOT NULL,
      log_loss double precision,
      default_log_loss double precision,
      share_log_loss double precision,
      trained_at timestamptz NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT review_weights_since_check CHECK ((weights IS NULL) = (since IS NULL))
    );
    COMMENT ON COLUMN review_weights.weights IS 'Of FSRS-6, by the student''s reviews; null where the default ones are better.';
    COMMENT ON COLUMN review_weights.since IS 'The study day since which the student has personal weights.';
    COMMENT ON COLUMN review_weights.reviews IS 'How many there were when they were trained.';
    COMMENT ON COLUMN review_weights.log_loss IS
      'Of personal weights, trained on earlier reviews, on later ones; null where there were too few.';
    COMMENT ON COLUMN review_weights.default_log_loss IS 'Of the default weights on the same reviews.';
    COMMENT ON COLUMN review_weights.share_log_loss IS 'Of the share of earlier cards that were known, on the same reviews.';
    COMMENT ON COLUMN review_weights.trained_at IS 'When the reviews were read.';
  `);
}
