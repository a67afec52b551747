import type { Knex } from 'knex';

/** Boards of XP by day, week and all time: their lines in partitions that are dropped whole, and how far a day's are made. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE SCHEMA boards;

    CREATE TABLE leaderboards (
      id uuid PRIMARY KEY,
      period text NOT NULL CHECK (period IN ('day', 'week', 'all-time')),
      day date NOT NULL,
      version integer NOT NULL CHECK (version >= 1),
      term text NOT NULL CHECK (term IN ('days-7', 'days-35', 'weeks-53', 'always')),
      reason text,
      students integer,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (period, day, version),
      CONSTRAINT leaderboards_finished_check CHECK ((finished_at IS NULL) = (students IS NULL))
    );
    COMMENT ON TABLE leaderboards IS 'A board is never changed; what the ledger says later is a version of its own.';
    COMMENT ON COLUMN leaderboards.day IS 'By UTC: the board is of the XP of its period up to the end of this day.';
    COMMENT ON COLUMN leaderboards.term IS 'How long it is kept.';
    COMMENT ON COLUMN leaderboards.reason IS 'Why there is another version; null of the first.';
    COMMENT ON COLUMN leaderboards.students IS 'How many lines it had when it was finished.';

    CREATE TABLE leaderboard_entries (
      term text NOT NULL,
      day date NOT NULL,
      board_id uuid NOT NULL,
      position integer NOT NULL,
      rank integer NOT NULL,
      xp integer NOT NULL CHECK (xp > 0),
      user_id uuid NOT NULL,
      PRIMARY KEY (term, day, board_id, position)
    ) PARTITION BY RANGE (term, day);
    CREATE INDEX leaderboard_entries_user_id ON leaderboard_entries (user_id, board_id);
    COMMENT ON TABLE leaderboard_entries IS
      'Lines of boards, without names. Partitions are in the schema boards, a month of a term each. Without foreign keys: a million checks a day would lock as many rows of users.';
    COMMENT ON COLUMN leaderboard_entries.position IS 'The order in which lines are shown: of equal XP, who got there first.';
    COMMENT ON COLUMN leaderboard_entries.rank IS 'Equal XP shares it. It stays when others leave.';

    CREATE FUNCTION refuse_board_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'boards are never changed';
    END $$;
    CREATE TRIGGER leaderboard_entries_immutable BEFORE UPDATE ON leaderboard_entries
      FOR EACH ROW EXECUTE FUNCTION refuse_board_change();
    CREATE TRIGGER leaderboards_immutable BEFORE UPDATE ON leaderboards
      FOR EACH ROW WHEN (OLD.finished_at IS NOT NULL) EXECUTE FUNCTION refuse_board_change();

    CREATE TABLE leaderboard_sums (
      user_id uuid NOT NULL,
      day date NOT NULL,
      day_xp integer NOT NULL,
      day_at timestamptz,
      week_xp integer NOT NULL,
      week_at timestamptz,
      total_xp integer NOT NULL,
      total_at timestamptz,
      PRIMARY KEY (user_id, day)
    );
    COMMENT ON TABLE leaderboard_sums IS 'What the ledger says of students, while the boards of a day are made of it. Without foreign keys, as their lines.';
    COMMENT ON COLUMN leaderboard_sums.day_at IS 'When the student got there: the last line of the ledger that changed the sum.';

    CREATE TABLE leaderboard_runs (
      day date PRIMARY KEY,
      is_planned boolean NOT NULL DEFAULT false,
      reason text,
      step text NOT NULL DEFAULT 'sum' CHECK (step IN ('sum', 'day', 'week', 'all-time')),
      board_id uuid,
      after uuid,
      after_xp integer,
      after_at timestamptz,
      last_rank integer,
      placed integer NOT NULL DEFAULT 0,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT leaderboard_runs_cleared_check CHECK (finished_at IS NULL OR (after IS NULL AND board_id IS NULL))
    );
    COMMENT ON TABLE leaderboard_runs IS 'How far the boards of a day are made.';
    COMMENT ON COLUMN leaderboard_runs.is_planned IS 'By the schedule, which leaves out no day after its first.';
    COMMENT ON COLUMN leaderboard_runs.reason IS 'Why they are made again.';
    COMMENT ON COLUMN leaderboard_runs.step IS 'Students are summed first, then the board of each period gets its lines.';
    COMMENT ON COLUMN leaderboard_runs.board_id IS 'Of the step, once it is found that the ledger says something new.';
    COMMENT ON COLUMN leaderboard_runs.after IS 'The student who was reached, in the order of the step.';
    COMMENT ON COLUMN leaderboard_runs.placed IS 'Lines of the board so far.';

    -- The product may not make or drop tables: these do it as the owner of the schema, and nothing else.
    CREATE FUNCTION add_board_month(board_term text, board_day date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DECLARE
      first_day date := date_trunc('month', board_day);
      name text := replace(board_term, '-', '_') || to_char(first_day, '_YYYY_MM');
    BEGIN
      IF board_term NOT IN ('days-7', 'days-35', 'weeks-53', 'always') THEN
        RAISE EXCEPTION 'no such term: %', board_term;
      END IF;
      IF to_regclass(format('boards.%I', name)) IS NOT NULL THEN RETURN; END IF;
      PERFORM pg_advisory_xact_lock(hashtextextended('leaderboard_entries', 0));
      EXECUTE format('CREATE TABLE IF NOT EXISTS boards.%I PARTITION OF leaderboard_entries FOR VALUES FROM (%L, %L) TO (%L, %L)',
        name, board_term, first_day, board_term, first_day + interval '1 month');
    END $$;
    CREATE FUNCTION drop_board_months(board_term text, before date) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DECLARE
      month record;
      dropped integer := 0;
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtextextended('leaderboard_entries', 0));
      FOR month IN
        SELECT c.relname AS name, to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' AS ends
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = CAST('leaderboard_entries' AS regclass)
          AND left(c.relname, -8) = replace(board_term, '-', '_')
      LOOP
        CONTINUE WHEN month.ends > before;
        EXECUTE format('DROP TABLE boards.%I', month.name);
        DELETE FROM leaderboards WHERE term = board_term AND day >= month.ends - interval '1 month' AND day < month.ends;
        dropped := dropped + 1;
      END LOOP;
      RETURN dropped;
    END $$;
  `);
}
