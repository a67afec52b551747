import type { Knex } from 'knex';

/** Answers in parts that can be checked, threads, feedback, and what a question is about. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE materials ADD COLUMN topic_id uuid REFERENCES topics ON DELETE SET NULL;
    CREATE INDEX materials_topic_id ON materials (topic_id) WHERE topic_id IS NOT NULL;

    ALTER TABLE doubt_messages
      ADD COLUMN topic_id uuid REFERENCES topics ON DELETE SET NULL,
      ADD COLUMN page_from integer CHECK (page_from > 0),
      ADD COLUMN page_to integer CHECK (page_to >= page_from),
      ADD COLUMN general_allowed boolean NOT NULL DEFAULT false,
      ADD COLUMN question_hash text,
      ADD COLUMN repeated_of uuid REFERENCES doubt_messages ON DELETE SET NULL,
      ADD COLUMN has_image boolean NOT NULL DEFAULT false,
      ADD COLUMN image_text text,
      ADD COLUMN draft jsonb,
      ADD COLUMN grounding text CHECK (grounding IN ('materials', 'general')),
      ADD COLUMN steps text[] NOT NULL DEFAULT '{}',
      ADD COLUMN key_points text[] NOT NULL DEFAULT '{}',
      ADD COLUMN follow_ups text[] NOT NULL DEFAULT '{}',
      ADD COLUMN confidence real CHECK (confidence BETWEEN 0 AND 1),
      ADD CHECK ((page_from IS NULL) = (page_to IS NULL)),
      DROP CONSTRAINT doubt_messages_phase_check,
      ADD CONSTRAINT doubt_messages_phase_check
        CHECK (phase IN ('reading-image', 'retrieving', 'answering', 'checking'));
    CREATE INDEX doubt_messages_asked_before ON doubt_messages (user_id, question_hash, finished_at);
    CREATE INDEX doubt_messages_topic_id ON doubt_messages (topic_id) WHERE topic_id IS NOT NULL;
    CREATE INDEX doubt_messages_repeated_of ON doubt_messages (repeated_of) WHERE repeated_of IS NOT NULL;
    COMMENT ON COLUMN doubt_messages.question_hash IS 'Of a question that needs nothing said before: what is asked, and where it is looked for.';
    COMMENT ON COLUMN doubt_messages.draft IS 'What was drafted and is still to be checked; only while the work goes on.';
    COMMENT ON COLUMN doubt_messages.image_text IS 'What was read in the picture of the problem.';

    ALTER TABLE doubt_citations
      ADD COLUMN kind text NOT NULL DEFAULT 'cited' CHECK (kind IN ('cited', 'nearest'));
    COMMENT ON COLUMN doubt_citations.kind IS 'Nearest: a passage offered where nothing answered.';

    CREATE TABLE doubt_feedback (
      message_id uuid PRIMARY KEY REFERENCES doubt_messages ON DELETE CASCADE,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      verdict text NOT NULL CHECK (verdict IN ('helpful', 'wrong', 'unclear')),
      comment text,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX doubt_feedback_user_id ON doubt_feedback (user_id);
  `);
}
