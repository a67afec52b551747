import type { Knex } from 'knex';

/** Cards that are generated from materials and lessons: made as a quiz is, each of a question that passed all checks. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE quizzes
      ADD COLUMN makes text NOT NULL DEFAULT 'quiz' CHECK (makes IN ('quiz', 'cards')),
      ADD CONSTRAINT quizzes_cards_check CHECK (makes = 'quiz' OR (source = 'generated' AND time_limit_minutes IS NULL));
    COMMENT ON COLUMN quizzes.makes IS
      'What becomes of its questions: a quiz that can be taken, or cards, which show what is right at once.';

    ALTER TABLE review_cards
      DROP CONSTRAINT review_cards_origin_check,
      ADD CONSTRAINT review_cards_origin_check
        CHECK (origin IN ('student', 'lesson', 'answer', 'import', 'generated')),
      ADD COLUMN question_id uuid REFERENCES quiz_questions ON DELETE SET NULL;
    CREATE INDEX review_cards_question_id ON review_cards (question_id) WHERE question_id IS NOT NULL;
    COMMENT ON COLUMN review_cards.question_id IS 'The generated question that it was made of, with the quote that its back rests on.';
  `);
}
