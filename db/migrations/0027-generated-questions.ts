import type { Knex } from 'knex';

/** Questions that are generated for one student, from their materials or from lessons. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE quiz_questions
      ALTER COLUMN topic_id DROP NOT NULL,
      ADD COLUMN owner_id uuid REFERENCES users ON DELETE CASCADE,
      ADD COLUMN material_id uuid REFERENCES materials ON DELETE SET NULL,
      ADD COLUMN checks jsonb,
      ADD CONSTRAINT quiz_questions_topic_check CHECK (topic_id IS NOT NULL OR owner_id IS NOT NULL),
      ADD CONSTRAINT quiz_questions_owner_check CHECK ((owner_id IS NULL) = (checks IS NULL)),
      ADD CONSTRAINT quiz_questions_material_check CHECK (material_id IS NULL OR owner_id IS NOT NULL);
    CREATE INDEX quiz_questions_owner_id ON quiz_questions (owner_id, id) WHERE owner_id IS NOT NULL;
    CREATE INDEX quiz_questions_material_id ON quiz_questions (material_id) WHERE material_id IS NOT NULL;
    CREATE INDEX quiz_questions_names ON quiz_questions (slug, origin);
    COMMENT ON COLUMN quiz_questions.topic_id IS 'Null where materials of no topic, or of several, were its source.';
    COMMENT ON COLUMN quiz_questions.owner_id IS 'For whom it was generated: nobody else is asked it. Null for all.';
    COMMENT ON COLUMN quiz_questions.material_id IS 'Whose page its quote stands on; null once that is gone.';
    COMMENT ON COLUMN quiz_questions.checks IS 'Who drafted a generated one, and what its checks and solvers found.';
    COMMENT ON COLUMN quiz_questions.evidence IS
      'The quote that it rests on, and where that stands: the section of the lesson, or the page; of a generated one with its offsets.';

    ALTER TABLE quizzes
      ALTER COLUMN topic_id DROP NOT NULL,
      ADD COLUMN material_ids uuid[] NOT NULL DEFAULT '{}',
      ADD COLUMN page_from integer CHECK (page_from > 0),
      ADD COLUMN page_to integer,
      ADD COLUMN source text NOT NULL DEFAULT 'any' CHECK (source IN ('any', 'written', 'generated')),
      ADD COLUMN draft jsonb,
      ADD COLUMN refusals jsonb,
      ADD CONSTRAINT quizzes_about_check CHECK (topic_id IS NOT NULL OR material_ids <> '{}'),
      ADD CONSTRAINT quizzes_pages_check CHECK ((page_from IS NULL) = (page_to IS NULL) AND page_to >= page_from),
      DROP CONSTRAINT quizzes_cleared_check,
      ADD CONSTRAINT quizzes_cleared_check CHECK (finished_at IS NULL OR (next_check_at IS NULL AND draft IS NULL));
    CREATE INDEX quizzes_drafts ON quizzes USING gin (material_ids) WHERE draft IS NOT NULL;
    COMMENT ON COLUMN quizzes.topic_id IS 'Null where materials of no topic, or of several, are its source.';
    COMMENT ON COLUMN quizzes.material_ids IS 'Of which it is made; empty for one on a topic or a lesson.';
    COMMENT ON COLUMN quizzes.page_from IS 'The pages of each material, both inclusive; null for all.';
    COMMENT ON COLUMN quizzes.source IS 'Where its questions may come from; of any the written ones come first.';
    COMMENT ON COLUMN quizzes.draft IS 'What was drafted and checked so far; only while the work goes on.';
    COMMENT ON COLUMN quizzes.refusals IS 'How many drafts each check refused; null where none was drafted.';
  `);
}
