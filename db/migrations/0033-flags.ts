import type { Knex } from 'knex';

/** Anomalies for support to look at, and the days that were looked through for them. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE TABLE flags (
      case_id uuid NOT NULL,
      user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
      kind text NOT NULL CHECK (kind IN ('fast-answers', 'long-day', 'traded-answers', 'shared-address')),
      day date NOT NULL,
      evidence jsonb NOT NULL,
      closed_at timestamptz,
      note text,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (case_id, user_id),
      CONSTRAINT flags_closed_check CHECK ((closed_at IS NULL) = (note IS NULL))
    );
    CREATE INDEX flags_user_id ON flags (user_id, kind, created_at DESC);
    CREATE INDEX flags_open ON flags (created_at) WHERE closed_at IS NULL;
    CREATE INDEX flags_created_at ON flags (created_at);
    COMMENT ON TABLE flags IS 'What support looks at; nothing else follows from it.';
    COMMENT ON COLUMN flags.case_id IS 'Made of what was found: all whom it concerns share it, and found twice it is the same.';
    COMMENT ON COLUMN flags.day IS 'By UTC, on which it was.';
    COMMENT ON COLUMN flags.evidence IS 'Counts, times and ids of what is the student''s own: an export tells it.';
    COMMENT ON COLUMN flags.note IS 'Why it was closed. An export tells it.';

    CREATE TABLE flag_days (
      day date PRIMARY KEY,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON TABLE flag_days IS 'Days, by UTC, that were looked through for anomalies.';

    CREATE INDEX quiz_attempts_ended ON quiz_attempts (user_id, ended_at) WHERE status = 'ended';
  `);
}
