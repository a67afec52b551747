import type { Knex } from 'knex';

/** Study sessions, and the minutes that they are credited with. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE TABLE study_sessions (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      topic_id uuid REFERENCES topics ON DELETE SET NULL,
      lesson_id uuid REFERENCES lessons ON DELETE SET NULL,
      material_id uuid REFERENCES materials ON DELETE SET NULL,
      mode text NOT NULL CHECK (mode IN ('free', 'block')),
      planned_minutes integer CHECK (planned_minutes > 0),
      started_at timestamptz NOT NULL,
      study_day date NOT NULL,
      day_ends_at timestamptz NOT NULL,
      counts_until timestamptz NOT NULL,
      last_beat_at timestamptz NOT NULL,
      on_break boolean NOT NULL DEFAULT false,
      focus_ms integer NOT NULL DEFAULT 0 CHECK (focus_ms >= 0),
      focus_later_ms integer NOT NULL DEFAULT 0 CHECK (focus_later_ms >= 0),
      break_ms integer NOT NULL DEFAULT 0 CHECK (break_ms >= 0),
      break_later_ms integer NOT NULL DEFAULT 0 CHECK (break_later_ms >= 0),
      closes_at timestamptz,
      ended_at timestamptz,
      by_plan boolean NOT NULL DEFAULT false,
      status text NOT NULL CHECK (status IN ('running', 'ended', 'cancelled')),
      failure text CHECK (failure IS NULL),
      run_no integer NOT NULL DEFAULT 1,
      workflow_id text NOT NULL,
      next_check_at timestamptz,
      cancel_requested_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT study_sessions_block_check CHECK (mode <> 'block' OR planned_minutes IS NOT NULL),
      CONSTRAINT study_sessions_ended_check CHECK ((status = 'ended') = (ended_at IS NOT NULL)),
      CONSTRAINT study_sessions_finished_check CHECK ((status = 'running') = (finished_at IS NULL)),
      CONSTRAINT study_sessions_cleared_check
        CHECK (finished_at IS NULL OR (closes_at IS NULL AND next_check_at IS NULL))
    ) WITH (fillfactor = 80);
    -- Beats change no column that stands in an index, so that their row versions stay on its page.
    CREATE UNIQUE INDEX study_sessions_one_open ON study_sessions (user_id) WHERE status = 'running';
    CREATE INDEX study_sessions_due ON study_sessions (next_check_at) WHERE status = 'running';
    CREATE INDEX study_sessions_user_id ON study_sessions (user_id, id DESC);
    CREATE INDEX study_sessions_by_plan ON study_sessions (user_id, study_day) WHERE by_plan;
    CREATE INDEX study_sessions_topic_id ON study_sessions (topic_id);
    CREATE INDEX study_sessions_lesson_id ON study_sessions (lesson_id);
    CREATE INDEX study_sessions_material_id ON study_sessions (material_id);
    COMMENT ON COLUMN study_sessions.study_day IS 'On which it began.';
    COMMENT ON COLUMN study_sessions.day_ends_at IS 'Where that day ends; no change of rules moves it.';
    COMMENT ON COLUMN study_sessions.counts_until IS 'The end of a block''s plan, or of the longest session.';
    COMMENT ON COLUMN study_sessions.on_break IS 'Whether the time since the last beat is a break.';
    COMMENT ON COLUMN study_sessions.focus_ms IS 'Counted until the last beat, on the study day on which it began.';
    COMMENT ON COLUMN study_sessions.focus_later_ms IS 'The same, later than that day''s end.';
    COMMENT ON COLUMN study_sessions.closes_at IS 'When it is closed if nothing more is heard.';
    COMMENT ON COLUMN study_sessions.ended_at IS 'When it was ended; of a forgotten one the last beat.';
    COMMENT ON COLUMN study_sessions.by_plan IS 'Whether a block was credited as it was planned.';

    CREATE TABLE study_minutes (
      session_id uuid NOT NULL REFERENCES study_sessions ON DELETE CASCADE,
      study_day date NOT NULL,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      minutes integer NOT NULL CHECK (minutes > 0),
      xp integer NOT NULL CHECK (xp >= 0),
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (session_id, study_day)
    );
    CREATE INDEX study_minutes_user_id ON study_minutes (user_id, study_day DESC);
    COMMENT ON TABLE study_minutes IS 'What ended sessions are credited with, by study day.';
    COMMENT ON COLUMN study_minutes.xp IS 'What the minutes brought, with a milestone that was reached by them.';
  `);
}
