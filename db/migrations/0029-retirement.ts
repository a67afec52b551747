import type { Knex } from 'knex';

/** What is kept so that questions are retired by themselves, and what becomes of the cards that were made from them. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE quiz_questions
      ADD COLUMN corrected_at timestamptz,
      ADD CONSTRAINT quiz_questions_corrected_check CHECK (corrected_at IS NULL OR retired_for = 'quality');
    CREATE INDEX quiz_questions_to_correct ON quiz_questions (id) WHERE retired_for = 'quality' AND corrected_at IS NULL;
    COMMENT ON COLUMN quiz_questions.corrected_at IS
      'When all scores and cards that a bad question had touched were corrected; null until then.';

    ALTER TABLE question_statistics
      ADD COLUMN judged_answers bigint NOT NULL DEFAULT 0 CHECK (judged_answers >= 0),
      ADD COLUMN efficiency double precision,
      ADD COLUMN flags text[] NOT NULL DEFAULT '{}' CHECK (flags <@ ARRAY['too-hard', 'too-easy', 'tells-little']);
    COMMENT ON COLUMN question_statistics.judged_answers IS 'How many there were when it was judged last; 0 before.';
    COMMENT ON COLUMN question_statistics.efficiency IS 'Discriminative efficiency in percent, as it was judged last.';
    COMMENT ON COLUMN question_statistics.flags IS 'Why somebody should look at it, as it was judged last.';

    CREATE TABLE second_solves (
      question_id uuid NOT NULL REFERENCES quiz_questions ON DELETE CASCADE,
      reports integer NOT NULL CHECK (reports > 0),
      model text NOT NULL,
      verdicts text[] NOT NULL
        CHECK (verdicts <@ ARRAY['match', 'disagree', 'ambiguous', 'not-in-passage'] AND cardinality(verdicts) > 0),
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (question_id, reports)
    );
    COMMENT ON TABLE second_solves IS
      'What a chat model that was not told the key made of a question that students had reported.';
    COMMENT ON COLUMN second_solves.reports IS 'How many students had reported it by then.';
    COMMENT ON COLUMN second_solves.verdicts IS 'What each solve came to, in order.';

    ALTER TABLE review_cards
      ADD COLUMN suspended_reason text
        CHECK (suspended_reason IN ('wrong-key', 'ambiguous', 'not-in-lesson', 'text', 'statistics'));
    COMMENT ON COLUMN review_cards.suspended_reason IS
      'What was bad about the question that it was made from: it is not asked until its student has written it anew.';
  `);
}
