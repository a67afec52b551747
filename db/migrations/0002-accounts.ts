import type { Knex } from 'knex';

/** People, what they show and prefer, and how they sign in. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE TABLE users (
      id uuid PRIMARY KEY,
      email text NOT NULL UNIQUE CHECK (email = lower(email)),
      password_hash text,
      email_verified_at timestamptz,
      role text NOT NULL DEFAULT 'student' CHECK (role IN ('student', 'support', 'admin')),
      status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended', 'erasing', 'erased')),
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE TRIGGER users_changed AFTER DELETE OR UPDATE OF email, email_verified_at, role, status ON users
      FOR EACH ROW EXECUTE FUNCTION notify_account_changed();
    COMMENT ON COLUMN users.status IS
      'Erasing: the time of grace, which a login ends. Erased: everything is being removed.';

    CREATE TABLE user_profiles (
      user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
      display_name text NOT NULL,
      avatar_id uuid,
      grade text,
      locale text NOT NULL DEFAULT 'en',
      time_zone text NOT NULL DEFAULT 'UTC',
      board_visibility text NOT NULL DEFAULT 'everyone'
        CHECK (board_visibility IN ('everyone', 'friends', 'nobody')),
      version integer NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE TRIGGER user_profiles_changed AFTER UPDATE ON user_profiles
      FOR EACH ROW EXECUTE FUNCTION notify_account_changed();
    COMMENT ON COLUMN user_profiles.version IS 'Raised by every change: the ETag.';

    CREATE TABLE user_preferences (
      user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
      goals text[] NOT NULL DEFAULT '{}',
      daily_minutes integer CHECK (daily_minutes BETWEEN 5 AND 600),
      study_days integer[] NOT NULL DEFAULT '{}' CHECK (study_days <@ ARRAY[1, 2, 3, 4, 5, 6, 7]),
      style text CHECK (style IN ('reading', 'practice', 'mixed')),
      exam_date date,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON COLUMN user_preferences.study_days IS 'ISO weekdays: 1 is Monday.';

    CREATE TABLE zone_changes (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      from_zone text NOT NULL,
      to_zone text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX zone_changes_user_id ON zone_changes (user_id, id DESC);

    CREATE TABLE sessions (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      user_agent text NOT NULL DEFAULT '',
      address text NOT NULL DEFAULT '',
      last_used_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL DEFAULT now() + interval '30 days',
      revoked_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX sessions_user_id ON sessions (user_id);
    CREATE INDEX sessions_expires_at ON sessions (expires_at);
    CREATE INDEX sessions_revoked_at ON sessions (revoked_at) WHERE revoked_at IS NOT NULL;
    CREATE TRIGGER sessions_revoked AFTER UPDATE OF revoked_at ON sessions
      FOR EACH ROW EXECUTE FUNCTION notify_account_changed();
    COMMENT ON COLUMN sessions.address IS 'The caller''s network address at the login.';

    CREATE TABLE refresh_tokens (
      id uuid PRIMARY KEY,
      session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
      token_hash bytea NOT NULL UNIQUE,
      rotated_at timestamptz,
      expires_at timestamptz NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX refresh_tokens_session_id ON refresh_tokens (session_id);
    CREATE INDEX refresh_tokens_expires_at ON refresh_tokens (expires_at);
    COMMENT ON TABLE refresh_tokens IS 'All tokens of a session are one family: reuse revokes the session.';

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
    COMMENT ON TABLE oauth_identities IS 'Issuer and subject are the identity, never an e-mail.';

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
    COMMENT ON COLUMN one_time_codes.user_id IS 'Null for codes of logins that have no account yet.';
  `);
}
