import type { Knex } from 'knex';

/** Leagues: who competes with whom in which week, what became of it, and the switch by which a student takes no part. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE user_preferences ADD COLUMN leagues boolean NOT NULL DEFAULT true;
    COMMENT ON COLUMN user_preferences.leagues IS 'Whether the student takes part in leagues, once old enough.';

    CREATE TABLE league_members (
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      week date NOT NULL CHECK (extract(isodow FROM week) = 1),
      tier integer NOT NULL CHECK (tier BETWEEN 1 AND 10),
      pool integer NOT NULL CHECK (pool >= 0),
      place integer NOT NULL CHECK (place >= 1),
      left_at timestamptz,
      outcome text CHECK (outcome IN ('up', 'stay', 'down')),
      students integer,
      rank integer,
      xp integer,
      told_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (user_id, week),
      UNIQUE (week, tier, pool, place),
      CONSTRAINT league_members_counted_check CHECK (num_nonnulls(outcome, students, xp) IN (0, 3)),
      CONSTRAINT league_members_rank_check CHECK ((rank IS NULL) = (outcome IS NULL OR left_at IS NOT NULL)),
      CONSTRAINT league_members_told_check CHECK (told_at IS NULL OR outcome = 'up')
    );
    CREATE INDEX league_members_open ON league_members (week, tier, pool, place) WHERE outcome IS NULL;
    CREATE INDEX league_members_untold ON league_members (week, user_id) WHERE outcome = 'up' AND told_at IS NULL;
    COMMENT ON TABLE league_members IS 'Who competes in a week: each 30 places of a pool are a cohort. A student has one row a week, from their first XP in it on.';
    COMMENT ON COLUMN league_members.week IS 'Its Monday, by UTC.';
    COMMENT ON COLUMN league_members.pool IS 'The part of the tier whose students are matched with each other.';
    COMMENT ON COLUMN league_members.place IS 'In the order of joining: 1 to 30 are the first cohort of the pool, 31 to 60 the second.';
    COMMENT ON COLUMN league_members.left_at IS 'When the student took part no more; null again for who came back before the week ended.';
    COMMENT ON COLUMN league_members.outcome IS 'Null until the week is over and counted.';
    COMMENT ON COLUMN league_members.students IS 'How many of the cohort were ranked.';
    COMMENT ON COLUMN league_members.rank IS 'Null for who had left.';
    COMMENT ON COLUMN league_members.told_at IS 'When the student was told of having gone up.';

    CREATE TABLE league_tiers (
      week date NOT NULL,
      tier integer NOT NULL,
      xp_bounds integer[] NOT NULL,
      zone_parts integer NOT NULL CHECK (zone_parts IN (1, 3)),
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (week, tier)
    );
    COMMENT ON TABLE league_tiers IS 'How the students of a tier are parted into pools in a week; a tier without a row is one pool.';
    COMMENT ON COLUMN league_tiers.xp_bounds IS 'XP of the week before from which on a student is in the next part.';
  `);
}
