import type { Knex } from 'knex';

/** What every area uses: mails, requests that may be repeated, and the audit log. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE TABLE mails (
      id uuid PRIMARY KEY,
      user_id uuid REFERENCES users ON DELETE CASCADE,
      kind text NOT NULL,
      recipient_address text,
      status text NOT NULL CHECK (status IN ('queued', 'processing', 'sent', 'skipped', 'failed', 'cancelled')),
      failure text,
      run_no integer NOT NULL DEFAULT 1,
      workflow_id text NOT NULL,
      next_check_at timestamptz,
      cancel_requested_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT mails_failure_check CHECK ((status = 'failed') = (failure IS NOT NULL)),
      CONSTRAINT mails_finished_check CHECK ((status IN ('queued', 'processing')) = (finished_at IS NULL)),
      CONSTRAINT mails_cleared_check
        CHECK (finished_at IS NULL OR (recipient_address IS NULL AND next_check_at IS NULL))
    );
    CREATE INDEX mails_user_id ON mails (user_id, id DESC);
    CREATE INDEX mails_due ON mails (next_check_at) WHERE status IN ('queued', 'processing');
    CREATE INDEX mails_finished_at ON mails (finished_at) WHERE finished_at IS NOT NULL;
    COMMENT ON COLUMN mails.recipient_address IS
      'Typed by somebody who may have no account; the worker looks the account up, so that asking takes the same time for all.';

    CREATE TABLE idempotency_keys (
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      route text NOT NULL,
      key text NOT NULL,
      fingerprint text,
      lease_id uuid NOT NULL,
      leased_until timestamptz NOT NULL,
      resource_id uuid,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (user_id, route, key)
    );
    CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);
    COMMENT ON TABLE idempotency_keys IS 'Requests that a client may repeat safely (the Idempotency-Key header).';
    COMMENT ON COLUMN idempotency_keys.resource_id IS 'What the first request made; null while it runs.';

    CREATE TABLE audit_log (
      id uuid PRIMARY KEY,
      action text NOT NULL,
      actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'command', 'system')),
      actor_id uuid REFERENCES users ON DELETE SET NULL,
      subject_id uuid REFERENCES users ON DELETE SET NULL,
      details jsonb NOT NULL DEFAULT '{}',
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX audit_log_actor_id ON audit_log (actor_id);
    CREATE INDEX audit_log_subject_id ON audit_log (subject_id, id DESC);
    COMMENT ON COLUMN audit_log.subject_id IS 'Whom it concerns.';
  `);
}
