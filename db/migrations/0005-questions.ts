import type { Knex } from 'knex';

/** Questions in threads, their answers, and the citations that answers promise. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE TABLE threads (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX threads_user_id ON threads (user_id, id DESC);

    CREATE TABLE questions (
      id uuid PRIMARY KEY,
      thread_id uuid NOT NULL REFERENCES threads ON DELETE CASCADE,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      question text NOT NULL,
      has_image boolean NOT NULL DEFAULT false,
      image_text text,
      material_ids uuid[] NOT NULL DEFAULT '{}',
      topic_id uuid REFERENCES topics ON DELETE SET NULL,
      page_from integer CHECK (page_from > 0),
      page_to integer CHECK (page_to >= page_from),
      general_allowed boolean NOT NULL DEFAULT false,
      question_hash text,
      repeated_of uuid REFERENCES questions ON DELETE SET NULL,
      status text NOT NULL
        CHECK (status IN ('queued', 'processing', 'answered', 'abstained', 'failed', 'cancelled')),
      failure text,
      phase text CHECK (phase IN ('reading-image', 'retrieving', 'answering', 'checking')),
      draft jsonb,
      grounding text CHECK (grounding IN ('materials', 'general')),
      answer text,
      steps text[] NOT NULL DEFAULT '{}',
      key_points text[] NOT NULL DEFAULT '{}',
      follow_ups text[] NOT NULL DEFAULT '{}',
      confidence real CHECK (confidence BETWEEN 0 AND 1),
      provider text,
      model text,
      run_no integer NOT NULL DEFAULT 1,
      workflow_id text NOT NULL,
      next_check_at timestamptz,
      cancel_requested_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT questions_pages_check CHECK ((page_from IS NULL) = (page_to IS NULL)),
      CONSTRAINT questions_answer_check CHECK ((status = 'answered') = (answer IS NOT NULL)),
      CONSTRAINT questions_failure_check CHECK ((status = 'failed') = (failure IS NOT NULL)),
      CONSTRAINT questions_finished_check CHECK ((status IN ('queued', 'processing')) = (finished_at IS NULL)),
      CONSTRAINT questions_cleared_check
        CHECK (finished_at IS NULL OR (phase IS NULL AND draft IS NULL AND next_check_at IS NULL))
    );
    CREATE INDEX questions_thread_id ON questions (thread_id, id);
    CREATE INDEX questions_user_id ON questions (user_id);
    CREATE INDEX questions_asked_before ON questions (user_id, question_hash, finished_at);
    CREATE INDEX questions_topic_id ON questions (topic_id) WHERE topic_id IS NOT NULL;
    CREATE INDEX questions_repeated_of ON questions (repeated_of) WHERE repeated_of IS NOT NULL;
    CREATE INDEX questions_due ON questions (next_check_at) WHERE status IN ('queued', 'processing');
    CREATE TRIGGER questions_finished AFTER UPDATE OF status ON questions FOR EACH ROW
      WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.status IN ('answered', 'abstained', 'failed', 'cancelled'))
      EXECUTE FUNCTION notify_run_finished();
    COMMENT ON COLUMN questions.image_text IS 'What was read in the image of the problem.';
    COMMENT ON COLUMN questions.material_ids IS 'Where to look; empty means everywhere the student may read.';
    COMMENT ON COLUMN questions.question_hash IS
      'Of a question that needs nothing said before: what is asked, and where it is looked for.';
    COMMENT ON COLUMN questions.draft IS
      'What was drafted and is still to be checked; only while the work goes on.';

    CREATE TABLE citations (
      id uuid PRIMARY KEY,
      question_id uuid NOT NULL REFERENCES questions ON DELETE CASCADE,
      ord integer NOT NULL,
      kind text NOT NULL DEFAULT 'cited' CHECK (kind IN ('cited', 'nearest')),
      material_id uuid REFERENCES materials ON DELETE SET NULL,
      page_no integer NOT NULL,
      quote text NOT NULL,
      start_offset integer NOT NULL,
      end_offset integer NOT NULL CHECK (end_offset > start_offset),
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (question_id, ord)
    );
    CREATE INDEX citations_material_id ON citations (material_id);
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
