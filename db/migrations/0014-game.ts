import type { Knex } from 'knex';

/** Study days, XP, levels, achievements, streaks and notices. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE user_preferences
      ADD COLUMN day_starts_at integer NOT NULL DEFAULT 4 CHECK (day_starts_at BETWEEN 0 AND 6),
      ADD COLUMN streak_mails boolean NOT NULL DEFAULT false;
    COMMENT ON COLUMN user_preferences.day_starts_at IS 'The hour at which a study day begins; what counts is in day_rules.';
    COMMENT ON COLUMN user_preferences.streak_mails IS 'Whether a mail tells, too, that the streak is at risk.';

    CREATE TABLE day_rules (
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      starts_at timestamptz NOT NULL,
      time_zone text NOT NULL,
      day_starts_at integer NOT NULL CHECK (day_starts_at BETWEEN 0 AND 6),
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (user_id, starts_at)
    );
    COMMENT ON TABLE day_rules IS
      'By what a student''s study days are told, and since when. One without rows has the profile''s zone and the preferences'' hour for all time.';
    DROP TABLE zone_changes;

    CREATE TABLE xp_logs (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      cause text NOT NULL,
      kind text NOT NULL
        CHECK (kind IN ('study', 'lesson', 'quiz', 'question', 'review', 'milestone', 'correction')),
      subject_id uuid,
      requested integer NOT NULL,
      granted integer NOT NULL,
      study_day date NOT NULL,
      time_zone text NOT NULL,
      day_starts_at integer NOT NULL,
      earned_at timestamptz NOT NULL,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      UNIQUE (user_id, cause),
      CONSTRAINT xp_logs_granted_check CHECK (kind = 'correction' OR granted BETWEEN 0 AND requested)
    );
    CREATE INDEX xp_logs_user_id ON xp_logs (user_id, id DESC);
    CREATE INDEX xp_logs_day ON xp_logs (user_id, study_day);
    COMMENT ON TABLE xp_logs IS 'The ledger: what each student was given, and for what. Lines are never changed.';
    COMMENT ON COLUMN xp_logs.cause IS 'The natural key of what it was given for: nothing is credited twice.';
    COMMENT ON COLUMN xp_logs.subject_id IS 'What it links to: a question, a quiz attempt, a lesson.';
    COMMENT ON COLUMN xp_logs.granted IS 'Less than requested where the day''s cap was reached.';
    COMMENT ON COLUMN xp_logs.created_at IS 'When the line was written, by the clock and not by the transaction''s beginning.';
    CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM users WHERE id = OLD.user_id AND status <> 'erased') THEN
        RETURN OLD;
      END IF;
      RAISE EXCEPTION 'lines of the ledger are never changed';
    END $$;
    CREATE TRIGGER xp_logs_append_only BEFORE UPDATE OR DELETE ON xp_logs
      FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
    COMMENT ON FUNCTION refuse_ledger_change() IS 'Lines go only with the person, while an erasure removes everything.';

    CREATE TABLE user_levels (
      user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
      xp integer NOT NULL DEFAULT 0,
      level integer NOT NULL DEFAULT 1 CHECK (level >= 1),
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON TABLE user_levels IS 'The sum of a student''s ledger, kept with it; npm run rebuild -- xp makes it anew.';

    CREATE TABLE user_stats (
      user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
      version bigint NOT NULL DEFAULT 0,
      stats jsonb NOT NULL DEFAULT '{}',
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON COLUMN user_stats.version IS 'Raised by every write that changes what a student sees of the game.';
    COMMENT ON COLUMN user_stats.stats IS 'Counters of what was done (domain/game/stats.ts); one that is not there is 0.';

    CREATE TABLE user_achievements (
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      key text NOT NULL,
      earned_at timestamptz NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (user_id, key)
    );

    CREATE TABLE streaks (
      id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
      length integer NOT NULL DEFAULT 0 CHECK (length >= 0),
      started_on date,
      longest integer NOT NULL DEFAULT 0 CHECK (longest >= 0),
      freezes integer NOT NULL DEFAULT 0 CHECK (freezes BETWEEN 0 AND 2),
      since_freeze integer NOT NULL DEFAULT 0 CHECK (since_freeze BETWEEN 0 AND 6),
      through date,
      warned_on date,
      wake_at timestamptz,
      zone_data text,
      status text NOT NULL CHECK (status IN ('running', 'ended', 'cancelled')),
      failure text CHECK (failure IS NULL),
      run_no integer NOT NULL DEFAULT 1,
      workflow_id text NOT NULL,
      next_check_at timestamptz,
      cancel_requested_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT streaks_finished_check CHECK ((status = 'running') = (finished_at IS NULL)),
      CONSTRAINT streaks_cleared_check CHECK (finished_at IS NULL OR (wake_at IS NULL AND next_check_at IS NULL))
    );
    CREATE INDEX streaks_due ON streaks (next_check_at) WHERE status = 'running';
    CREATE INDEX streaks_wake_at ON streaks (wake_at) WHERE status = 'running';
    COMMENT ON TABLE streaks IS
      'A student''s streak; its id is the user''s. Whoever writes anything of a student''s game holds this row.';
    COMMENT ON COLUMN streaks.length IS 'Days studied in a row; frozen, paused and excused days are not counted.';
    COMMENT ON COLUMN streaks.since_freeze IS 'Studied days towards the next freeze; they wait while two are held.';
    COMMENT ON COLUMN streaks.through IS 'The last study day that was judged; today only once it is studied.';
    COMMENT ON COLUMN streaks.warned_on IS 'The last study day of which it was told that the streak is at risk.';
    COMMENT ON COLUMN streaks.wake_at IS 'When its timer looks at it next.';
    COMMENT ON COLUMN streaks.zone_data IS 'The release of the time-zone data that wake_at was computed by.';

    CREATE TABLE streak_days (
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      day date NOT NULL,
      outcome text NOT NULL CHECK (outcome IN ('studied', 'frozen', 'paused', 'excused', 'missed')),
      time_zone text NOT NULL,
      day_starts_at integer NOT NULL,
      starts_at timestamptz NOT NULL,
      ends_at timestamptz NOT NULL,
      studied boolean NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (user_id, day),
      CONSTRAINT streak_days_studied_check CHECK (outcome <> 'studied' OR studied)
    );
    COMMENT ON TABLE streak_days IS 'How each study day was judged; days without a row are outside of any streak.';
    COMMENT ON COLUMN streak_days.studied IS 'Whether something was credited on it, also where a pause kept it from counting.';

    CREATE TABLE streak_pauses (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      first_day date NOT NULL,
      last_day date NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT streak_pauses_days_check CHECK (first_day <= last_day)
    );
    CREATE INDEX streak_pauses_user_id ON streak_pauses (user_id, first_day);
    COMMENT ON TABLE streak_pauses IS 'Days on which a streak neither grows nor breaks, as announced by the student.';

    CREATE TABLE notices (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      kind text NOT NULL,
      topic text NOT NULL,
      facts jsonb NOT NULL,
      seen_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (user_id, kind, topic)
    );
    CREATE INDEX notices_unseen ON notices (user_id, id DESC) WHERE seen_at IS NULL;
    CREATE INDEX notices_seen ON notices (user_id, id DESC) WHERE seen_at IS NOT NULL;
    CREATE INDEX notices_created_at ON notices (created_at);
    COMMENT ON COLUMN notices.topic IS 'What of its kind it is about: a later one about the same takes its place.';
    COMMENT ON COLUMN notices.facts IS 'What its text is made of when it is read.';
  `);
}
