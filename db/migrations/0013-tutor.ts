import type { Knex } from 'knex';

/** Answers in parts that can be checked, threads, feedback, and what a question is about. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE materials ADD COLUMN topic_id uuid REFERENCES topics ON DELETE SET NULL;
    CREATE INDEX materials_topic_id ON materials (topic_id) WHERE topic_id IS NOT NULL;

    ALTER TABLE questions
      ADD COLUMN topic_id uuid REFERENCES topics ON DELETE SET NULL,
      ADD COLUMN page_from integer CHECK (page_from > 0),
      ADD COLUMN page_to integer CHECK (page_to >= page_from),
      ADD COLUMN general_allowed boolean NOT NULL DEFAULT false,
      ADD COLUMN question_hash text,
      ADD COLUMN repeated_of uuid REFERENCES questions ON DELETE SET NULL,
      ADD COLUMN has_image boolean NOT NULL DEFAULT false,
      ADD COLUMN image_text text,
      ADD COLUMN draft jsonb,
      ADD COLUMN grounding text CHECK (grounding IN ('materials', 'general')),
      ADD COLUMN steps text[] NOT NULL DEFAULT '{}',
      ADD COLUMN key_points text[] NOT NULL DEFAULT '{}',
      ADD COLUMN follow_ups text[] NOT NULL DEFAULT '{}',
      ADD COLUMN confidence real CHECK (confidence BETWEEN 0 AND 1),
      ADD CHECK ((page_from IS NULL) = (page_to IS NULL)),
      DROP CONSTRAINT questions_phase_check,
      ADD CONSTRAINT questions_phase_check
        CHECK (phase IN ('reading-image', 'retrieving', 'answering', 'checking'));
    CREATE INDEX questions_asked_before ON questions (user_id, question_hash, finished_at);
    CREATE INDEX questions_topic_id ON questions (topic_id) WHERE topic_id IS NOT NULL;
    CREATE INDEX questions_repeated_of ON questions (repeated_of) WHERE repeated_of IS NOT NULL;
    COMMENT ON COLUMN questions.question_hash IS 'Of a question that needs nothing said before: what is asked, and where it is looked for.';
    COMMENT ON COLUMN questions.draft IS 'What was drafted and is still to be checked; only while the work goes on.';
    COMMENT ON COLUMN questions.image_text IS 'What was read in the image of the problem.';

    ALTER TABLE citations
      ADD COLUMN kind text NOT NULL DEFAULT 'cited' CHECK (kind IN ('cited', 'nearest'));
    COMMENT ON COLUMN citations.kind IS 'Nearest: a passage offered where nothing answered.';

    CREATE TABLE question_feedback (
      question_id uuid PRIMARY KEY REFERENCES questions ON DELETE CASCADE,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      verdict text NOT NULL CHECK (verdict IN ('helpful', 'wrong', 'unclear')),
      comment text,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX question_feedback_user_id ON question_feedback (user_id);
  `);
}
