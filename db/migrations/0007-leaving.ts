import type { Knex } from 'knex';

/** Exports of accounts, and their erasure. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE TABLE exports (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      status text NOT NULL CHECK (status IN ('queued', 'processing', 'ready', 'failed', 'cancelled', 'expired')),
      failure text,
      bytes bigint,
      write_no integer NOT NULL DEFAULT 0,
      expires_at timestamptz,
      run_no integer NOT NULL DEFAULT 1,
      workflow_id text NOT NULL,
      next_check_at timestamptz,
      cancel_requested_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CHECK ((status = 'failed') = (failure IS NOT NULL)),
      CHECK (status NOT IN ('ready', 'expired') OR (bytes IS NOT NULL AND expires_at IS NOT NULL))
    );
    CREATE INDEX exports_user_id ON exports (user_id, id DESC);
    CREATE UNIQUE INDEX exports_one_open ON exports (user_id) WHERE status IN ('queued', 'processing');
    CREATE INDEX exports_due ON exports (next_check_at) WHERE status IN ('queued', 'processing');
    CREATE INDEX exports_expiring ON exports (expires_at) WHERE status IN ('ready', 'failed', 'cancelled');
    CREATE INDEX exports_finished_at ON exports (finished_at) WHERE finished_at IS NOT NULL;
    COMMENT ON COLUMN exports.write_no IS 'Which try at writing the file is the one that counts.';
    COMMENT ON COLUMN exports.expires_at IS
      'Until when the file is kept; also set where a try that came to nothing may have left some of it.';

    CREATE TRIGGER exports_finished AFTER UPDATE OF status ON exports FOR EACH ROW
      WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.status IN ('ready', 'failed', 'cancelled'))
      EXECUTE FUNCTION notify_run_finished();

    CREATE TABLE erasures (
      id uuid PRIMARY KEY,
      user_id uuid REFERENCES users ON DELETE SET NULL,
      status text NOT NULL CHECK (status IN ('queued', 'processing', 'done', 'cancelled')),
      phase text NOT NULL DEFAULT 'grace' CHECK (phase IN ('grace', 'removing')),
      erase_at timestamptz NOT NULL,
      receipt jsonb,
      run_no integer NOT NULL DEFAULT 1,
      workflow_id text NOT NULL,
      next_check_at timestamptz,
      cancel_requested_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CHECK (status <> 'done' OR (user_id IS NULL AND receipt IS NOT NULL))
    );
    CREATE UNIQUE INDEX erasures_one_open ON erasures (user_id) WHERE status IN ('queued', 'processing');
    CREATE INDEX erasures_user_id ON erasures (user_id);
    CREATE INDEX erasures_due ON erasures (next_check_at) WHERE status IN ('queued', 'processing');
    COMMENT ON TABLE erasures IS 'A finished row is the receipt: it says what was removed, and not whose it was.';
  `);
}
