import type { Knex } from 'knex';

/** Questions, their answers, and the citations that answers promise. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE TABLE doubt_sessions (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX doubt_sessions_user_id ON doubt_sessions (user_id, id DESC);

    CREATE TABLE doubt_messages (
      id uuid PRIMARY KEY,
      session_id uuid NOT NULL REFERENCES doubt_sessions ON DELETE CASCADE,
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
    COMMENT ON COLUMN doubt_messages.material_ids IS 'Where to look; empty means everywhere the student may read.';
    CREATE INDEX doubt_messages_session_id ON doubt_messages (session_id, id);
    CREATE INDEX doubt_messages_user_id ON doubt_messages (user_id);
    CREATE INDEX doubt_messages_due ON doubt_messages (next_check_at) WHERE status IN ('queued', 'processing');

    CREATE TABLE doubt_citations (
      id uuid PRIMARY KEY,
      message_id uuid NOT NULL REFERENCES doubt_messages ON DELETE CASCADE,
      ord integer NOT NULL,
      material_id uuid REFERENCES materials ON DELETE SET NULL,
      page_no integer NOT NULL,
      quote text NOT NULL,
      start_offset integer NOT NULL,
      end_offset integer NOT NULL CHECK (end_offset > start_offset),
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (message_id, ord)
    );
    CREATE INDEX doubt_citations_material_id ON doubt_citations (material_id);

    CREATE TRIGGER doubt_messages_settled AFTER UPDATE OF status ON doubt_messages FOR EACH ROW
      WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.status IN ('answered', 'abstained', 'failed', 'cancelled'))
      EXECUTE FUNCTION notify_settled();
  `);
}
