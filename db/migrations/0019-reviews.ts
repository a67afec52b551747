import type { Knex } from 'knex';

/** What students know of topics, and the cards that they review. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE TABLE topic_progress (
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      topic_id uuid NOT NULL REFERENCES topics ON DELETE CASCADE,
      known double precision NOT NULL CHECK (known BETWEEN 0 AND 1),
      word text NOT NULL CHECK (word IN ('new', 'learning', 'familiar', 'mastered')),
      answers integer NOT NULL,
      right_answers integer NOT NULL,
      last_answered_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (user_id, topic_id),
      CONSTRAINT topic_progress_answers_check CHECK (right_answers BETWEEN 0 AND answers),
      CONSTRAINT topic_progress_new_check
        CHECK ((answers = 0) = (word = 'new') AND (answers = 0) = (last_answered_at IS NULL))
    );
    CREATE INDEX topic_progress_topic_id ON topic_progress (topic_id);
    COMMENT ON COLUMN topic_progress.known IS 'The probability that the student knows the topic, by all of topic_answers.';

    CREATE TABLE topic_answers (
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      cause text NOT NULL,
      topic_id uuid NOT NULL REFERENCES topics ON DELETE CASCADE,
      kind text NOT NULL
        CHECK (kind IN ('single-choice', 'multiple-choice', 'true-false', 'numeric', 'short-text', 'review')),
      options integer,
      is_right boolean NOT NULL,
      answered_at timestamptz NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (user_id, cause),
      CONSTRAINT topic_answers_options_check
        CHECK ((kind IN ('single-choice', 'multiple-choice')) = (options IS NOT NULL) AND options > 1)
    );
    CREATE INDEX topic_answers_in_order ON topic_answers (user_id, topic_id, answered_at, cause);
    CREATE INDEX topic_answers_topic_id ON topic_answers (topic_id);
    COMMENT ON COLUMN topic_answers.cause IS 'The natural key of what was answered.';
    COMMENT ON COLUMN topic_answers.options IS 'How many there were to choose from, where it was a choice.';

    ALTER TABLE user_preferences ADD COLUMN desired_retention double precision NOT NULL DEFAULT 0.9
      CHECK (desired_retention BETWEEN 0.8 AND 0.95);
    COMMENT ON COLUMN user_preferences.desired_retention IS
      'With which probability a card is to be known on the day it is due.';

    CREATE TABLE review_cards (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      topic_id uuid REFERENCES topics ON DELETE SET NULL,
      lesson_id uuid REFERENCES lessons ON DELETE SET NULL,
      origin text NOT NULL CHECK (origin IN ('student', 'lesson', 'answer', 'import')),
      origin_key text,
      front text NOT NULL,
      back text NOT NULL,
      tags text[] NOT NULL DEFAULT '{}',
      reviews integer NOT NULL DEFAULT 0,
      lapses integer NOT NULL DEFAULT 0,
      stability double precision,
      difficulty double precision,
      last_reviewed_on date,
      due date,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (user_id, origin_key),
      CONSTRAINT review_cards_new_check CHECK (
        (reviews = 0) = (stability IS NULL) AND (reviews = 0) = (difficulty IS NULL)
        AND (reviews = 0) = (last_reviewed_on IS NULL) AND (reviews = 0) = (due IS NULL))
    );
    CREATE INDEX review_cards_due ON review_cards (user_id, due, id);
    CREATE INDEX review_cards_list ON review_cards (user_id, id);
    CREATE INDEX review_cards_topic_id ON review_cards (topic_id);
    CREATE INDEX review_cards_lesson_id ON review_cards (lesson_id);
    COMMENT ON COLUMN review_cards.origin_key IS 'The natural key of what it was made from, so that it is made once.';
    COMMENT ON COLUMN review_cards.stability IS 'Days in which the probability of knowing it falls to 90 % (FSRS-6).';
    COMMENT ON COLUMN review_cards.difficulty IS '1 to 10 (FSRS-6).';
    COMMENT ON COLUMN review_cards.last_reviewed_on IS 'The study day of the last review.';
    COMMENT ON COLUMN review_cards.due IS 'The study day from which on it is due; null for a new card.';

    CREATE TABLE review_log (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      card_id uuid NOT NULL REFERENCES review_cards ON DELETE CASCADE,
      review_no integer NOT NULL CHECK (review_no > 0),
      request_key text,
      grade text NOT NULL CHECK (grade IN ('again', 'hard', 'good', 'easy')),
      reviewed_at timestamptz NOT NULL,
      study_day date NOT NULL,
      elapsed_days integer NOT NULL CHECK (elapsed_days >= 0),
      was_due boolean NOT NULL,
      before jsonb NOT NULL,
      due date NOT NULL,
      undone_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (card_id, request_key)
    );
    CREATE UNIQUE INDEX review_log_review_no ON review_log (card_id, review_no) WHERE undone_at IS NULL;
    CREATE INDEX review_log_user_day ON review_log (user_id, study_day);
    CREATE INDEX review_log_user_id ON review_log (user_id, id);
    COMMENT ON COLUMN review_log.before IS 'What the card stood at, which comes back when the review is undone.';
    COMMENT ON COLUMN review_log.due IS 'The study day from which on the card was due after it.';
    COMMENT ON COLUMN review_log.elapsed_days IS 'Study days since the review before; 0 for the first.';
  `);
}
