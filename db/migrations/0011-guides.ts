import type { Knex } from 'knex';

/** Guides of materials: what each is about, made once it is ready. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE TABLE guides (
      id uuid PRIMARY KEY REFERENCES materials ON DELETE CASCADE,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      status text NOT NULL CHECK (status IN ('queued', 'processing', 'ready', 'failed', 'cancelled')),
      failure text,
      draft jsonb,
      content jsonb,
      provider text,
      model text,
      run_no integer NOT NULL DEFAULT 1,
      workflow_id text NOT NULL,
      next_check_at timestamptz,
      cancel_requested_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT guides_content_check CHECK (status <> 'ready' OR content IS NOT NULL),
      CONSTRAINT guides_provider_check CHECK (content IS NULL OR (provider IS NOT NULL AND model IS NOT NULL)),
      CONSTRAINT guides_failure_check CHECK ((status = 'failed') = (failure IS NOT NULL)),
      CONSTRAINT guides_finished_check CHECK ((status IN ('queued', 'processing')) = (finished_at IS NULL)),
      CONSTRAINT guides_cleared_check CHECK (finished_at IS NULL OR (draft IS NULL AND next_check_at IS NULL))
    );
    CREATE INDEX guides_user_id ON guides (user_id);
    CREATE INDEX guides_due ON guides (next_check_at) WHERE status IN ('queued', 'processing');
    CREATE TRIGGER guides_finished AFTER UPDATE OF status ON guides FOR EACH ROW
      WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.status IN ('ready', 'failed', 'cancelled'))
      EXECUTE FUNCTION notify_run_finished();
    COMMENT ON COLUMN guides.id IS 'The material''s: each has one guide at most.';
    COMMENT ON COLUMN guides.draft IS 'What was drafted and is still to be checked; only while the work goes on.';
    COMMENT ON COLUMN guides.content IS
      'Its outline, summary, key terms and questions, each sentence with its quotes; while it is made anew, that of before.';

    CREATE INDEX materials_searchable ON materials (id DESC) WHERE status IN ('ready', 'partial');
  `);
}
