import type { Knex } from 'knex';

/** Copies of everything that a person has here, and the erasure of accounts. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE TABLE exports (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      bytes bigint,
      write_no integer NOT NULL DEFAULT 0,
      expires_at timestamptz,
      status text NOT NULL CHECK (status IN ('queued', 'processing', 'ready', 'failed', 'cancelled', 'expired')),
      failure text,
      run_no integer NOT NULL DEFAULT 1,
      workflow_id text NOT NULL,
      next_check_at timestamptz,
      cancel_requested_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT exports_file_check
        CHECK (status NOT IN ('ready', 'expired') OR (bytes IS NOT NULL AND expires_at IS NOT NULL)),
      CONSTRAINT exports_failure_check CHECK ((status = 'failed') = (failure IS NOT NULL)),
      CONSTRAINT exports_finished_check CHECK ((status IN ('queued', 'processing')) = (finished_at IS NULL)),
      CONSTRAINT exports_cleared_check CHECK (finished_at IS NULL OR next_check_at IS NULL)
    );
    CREATE INDEX exports_user_id ON exports (user_id, id DESC);
    CREATE UNIQUE INDEX exports_one_open ON exports (user_id) WHERE status IN ('queued', 'processing');
    CREATE INDEX exports_due ON exports (next_check_at) WHERE status IN ('queued', 'processing');
    CREATE INDEX exports_expiring ON exports (expires_at) WHERE status IN ('ready', 'failed', 'cancelled');
    CREATE INDEX exports_finished_at ON exports (finished_at) WHERE finished_at IS NOT NULL;
    CREATE TRIGGER exports_finished AFTER UPDATE OF status ON exports FOR EACH ROW
      WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.status IN ('ready', 'failed', 'cancelled'))
      EXECUTE FUNCTION notify_run_finished();
    COMMENT ON COLUMN exports.write_no IS 'Which try at writing the file is the one that counts.';
    COMMENT ON COLUMN exports.expires_at IS
      'Until when the file is kept; also set where a try that came to nothing may have left some of it.';

    CREATE TABLE erasures (
      id uuid PRIMARY KEY,
      user_id uuid REFERENCES users ON DELETE SET NULL,
      erase_at timestamptz NOT NULL,
      receipt jsonb,
      status text NOT NULL CHECK (status IN ('queued', 'processing', 'done', 'cancelled')),
      failure text,
      phase text DEFAULT 'grace' CHECK (phase IN ('grace', 'removing')),
      run_no integer NOT NULL DEFAULT 1,
      workflow_id text NOT NULL,
      next_check_at timestamptz,
      cancel_requested_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT erasures_receipt_check CHECK (status <> 'done' OR (user_id IS NULL AND receipt IS NOT NULL)),
      CONSTRAINT erasures_failure_check CHECK ((status = 'failed') = (failure IS NOT NULL)),
      CONSTRAINT erasures_finished_check CHECK ((status IN ('queued', 'processing')) = (finished_at IS NULL)),
      CONSTRAINT erasures_phase_if_open_check CHECK ((phase IS NULL) = (finished_at IS NOT NULL)),
      CONSTRAINT erasures_cleared_check CHECK (finished_at IS NULL OR next_check_at IS NULL)
    );
    CREATE UNIQUE INDEX erasures_one_open ON erasures (user_id) WHERE status IN ('queued', 'processing');
    CREATE INDEX erasures_user_id ON erasures (user_id);
    CREATE INDEX erasures_due ON erasures (next_check_at) WHERE status IN ('queued', 'processing');
    COMMENT ON TABLE erasures IS
      'A finished row is the receipt: it says what was removed, and not whose it was.';
  `);
}
