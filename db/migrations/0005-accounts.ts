import type { Knex } from 'knex';

/** What an account's life needs: sessions that can be listed, other identities, codes, mails, the audit log. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE users ADD COLUMN email_verified_at timestamptz;

    ALTER TABLE sessions
      ADD COLUMN user_agent text NOT NULL DEFAULT '',
      ADD COLUMN address text NOT NULL DEFAULT '',
      ADD COLUMN last_used_at timestamptz NOT NULL DEFAULT now(),
      ADD COLUMN expires_at timestamptz NOT NULL DEFAULT now() + interval '30 days';
    CREATE INDEX sessions_expires_at ON sessions (expires_at);
    CREATE INDEX sessions_revoked_at ON sessions (revoked_at) WHERE revoked_at IS NOT NULL;
    CREATE INDEX refresh_tokens_expires_at ON refresh_tokens (expires_at);

    CREATE TABLE oauth_identities (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      issuer text NOT NULL,
      subject text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (issuer, subject),
      UNIQUE (user_id, issuer)
    );

    CREATE TABLE mails (
      id uuid PRIMARY KEY,
      user_id uuid REFERENCES users ON DELETE CASCADE,
      kind text NOT NULL,
      asked_address text,
      status text NOT NULL CHECK (status IN ('queued', 'processing', 'sent', 'skipped', 'failed', 'cancelled')),
      failure text,
      run_no integer NOT NULL DEFAULT 1,
      workflow_id text NOT NULL,
      next_check_at timestamptz,
      cancel_requested_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CHECK ((status = 'failed') = (failure IS NOT NULL)),
      CHECK (asked_address IS NULL OR status IN ('queued', 'processing'))
    );
    CREATE INDEX mails_user_id ON mails (user_id, id DESC);
    CREATE INDEX mails_due ON mails (next_check_at) WHERE status IN ('queued', 'processing');
    CREATE INDEX mails_finished_at ON mails (finished_at) WHERE finished_at IS NOT NULL;
    COMMENT ON COLUMN mails.asked_address IS
      'Typed by somebody who may have no account; the worker looks the account up, so that asking takes the same time for all.';

    CREATE TABLE one_time_codes (
      id uuid PRIMARY KEY,
      kind text NOT NULL CHECK (kind IN ('verify-email', 'reset-password', 'google-sign-in', 'google-id-token')),
      code_hash bytea NOT NULL UNIQUE,
      user_id uuid REFERENCES users ON DELETE CASCADE,
      payload jsonb,
      expires_at timestamptz NOT NULL,
      used_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX one_time_codes_user_id ON one_time_codes (user_id);
    CREATE INDEX one_time_codes_expires_at ON one_time_codes (expires_at);

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

    CREATE FUNCTION notify_account_changed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_notify('account_changed', CASE WHEN TG_TABLE_NAME = 'users' THEN to_jsonb(OLD) ->> 'id'
                                                ELSE to_jsonb(OLD) ->> 'user_id' END);
      RETURN NULL;
    END $$;

    CREATE TRIGGER users_changed AFTER DELETE OR UPDATE OF email, email_verified_at, role, status ON users
      FOR EACH ROW EXECUTE FUNCTION notify_account_changed();
    CREATE TRIGGER user_profiles_changed AFTER UPDATE ON user_profiles
      FOR EACH ROW EXECUTE FUNCTION notify_account_changed();
    CREATE TRIGGER sessions_revoked AFTER UPDATE OF revoked_at ON sessions
      FOR EACH ROW EXECUTE FUNCTION notify_account_changed();
  `);
}
