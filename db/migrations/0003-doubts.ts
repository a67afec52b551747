import type { Knex } from 'knex';

/** Questions, their answers, and the citations that answers promise. */
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
      material_ids uuid[] NOT NULL DEFAULT '{}',
      status text NOT NULL CHECK (status IN ('queued', 'processing', 'answered', 'abstained', 'failed', 'cancelled')),
      phase text CHECK (phase IN ('retrieving', 'answering')),
      failure text,
      answer text,
      provider text,
      model text,
      run_no integer NOT NULL DEFAULT 1,
      workflow_id text NOT NULL,
      next_check_at timestamptz,
      cancel_requested_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CHECK ((status = 'answered') = (answer IS NOT NULL)),
      CHECK ((status = 'failed') = (failure IS NOT NULL))
    );
    COMMENT ON COLUMN questions.material_ids IS 'Where to look; empty means everywhere the student may read.';
    CREATE INDEX questions_thread_id ON questions (thread_id, id);
    CREATE INDEX questions_user_id ON questions (user_id);
    CREATE INDEX questions_due ON questions (next_check_at) WHERE status IN ('queued', 'processing');

    CREATE TABLE citations (
      id uuid PRIMARY KEY,
      question_id uuid NOT NULL REFERENCES questions ON DELETE CASCADE,
      ord integer NOT NULL,
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

    CREATE TRIGGER questions_finished AFTER UPDATE OF status ON questions FOR EACH ROW
      WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.status IN ('answered', 'abstained', 'failed', 'cancelled'))
      EXECUTE FUNCTION notify_run_finished();
  `);
}
