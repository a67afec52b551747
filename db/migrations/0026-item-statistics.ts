import type { Knex } from 'knex';

/** What the answers to each question of the bank add up to, and why one was found to be bad. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE TABLE question_statistics (
      question_id uuid PRIMARY KEY REFERENCES quiz_questions ON DELETE CASCADE,
      answers bigint NOT NULL CHECK (answers >= 0),
      marks bigint NOT NULL,
      marks_squared bigint NOT NULL,
      totals bigint NOT NULL,
      totals_squared bigint NOT NULL,
      products bigint NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    ) WITH (fillfactor = 50);
    COMMENT ON TABLE question_statistics IS
      'Sums over the first answers of students to a question, in ten-thousandths of a mark and their squares; npm run rebuild -- items makes them anew.';
    COMMENT ON COLUMN question_statistics.totals IS 'Of mark and mean of the other marks of its attempt, each.';
    COMMENT ON COLUMN question_statistics.products IS 'Of mark and total, each.';

    ALTER TABLE quiz_questions
      ADD COLUMN retired_reason text
        CHECK (retired_reason IN ('wrong-key', 'ambiguous', 'not-in-lesson', 'text', 'statistics')),
      ADD CONSTRAINT quiz_questions_reason_check CHECK (retired_reason IS NULL OR retired_for = 'quality');
    COMMENT ON COLUMN quiz_questions.retired_reason IS 'What was bad about it; told to those whose score was corrected.';
  `);
}
