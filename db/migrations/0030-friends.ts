import type { Knex } from 'knex';

/** Friends, requests and blocks; what students tell of their age, and who sees them by it. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE user_profiles
      ADD COLUMN friend_code text UNIQUE,
      ADD COLUMN age_band text CHECK (age_band IN ('under-13', '13-15', '16-or-older')),
      ADD COLUMN age_told_at timestamptz,
      ALTER COLUMN board_visibility SET DEFAULT 'friends';
    UPDATE user_profiles SET board_visibility = 'friends' WHERE board_visibility = 'everyone';
    ALTER TABLE user_profiles
      ADD CONSTRAINT user_profiles_age_check CHECK ((age_band IS NULL) = (age_told_at IS NULL)),
      ADD CONSTRAINT user_profiles_public_check CHECK (board_visibility <> 'everyone' OR age_band = '16-or-older');
    COMMENT ON COLUMN user_profiles.friend_code IS 'Whoever has it may ask to be a friend; made when it is first read.';
    COMMENT ON COLUMN user_profiles.age_band IS 'Null until told, and then nobody sees the student but friends.';

    CREATE TABLE friend_requests (
      id uuid PRIMARY KEY,
      sender_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      code text NOT NULL,
      receiver_id uuid REFERENCES users ON DELETE SET NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (sender_id, code),
      CHECK (receiver_id <> sender_id)
    );
    CREATE UNIQUE INDEX friend_requests_pair ON friend_requests (receiver_id, sender_id) WHERE receiver_id IS NOT NULL;
    CREATE INDEX friend_requests_created_at ON friend_requests (created_at);
    COMMENT ON TABLE friend_requests IS 'Requests that are open for who sent them.';
    COMMENT ON COLUMN friend_requests.receiver_id IS
      'Null where the code is nobody''s, or where its owner has blocked the sender or declined: the sender sees no difference.';

    CREATE TABLE friendships (
      id uuid PRIMARY KEY,
      least_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      greatest_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (least_id, greatest_id),
      CHECK (least_id < greatest_id)
    );
    CREATE INDEX friendships_greatest_id ON friendships (greatest_id);
    COMMENT ON TABLE friendships IS 'One row a pair, whoever asked.';

    CREATE TABLE blocks (
      id uuid PRIMARY KEY,
      blocker_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      blocked_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (blocker_id, blocked_id),
      CHECK (blocker_id <> blocked_id)
    );
    CREATE INDEX blocks_blocked_id ON blocks (blocked_id);

    CREATE TABLE friend_adds (
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      day date NOT NULL,
      adds integer NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (user_id, day)
    );
    CREATE INDEX friend_adds_day ON friend_adds (day);
    COMMENT ON TABLE friend_adds IS 'How often a student added somebody on a day, by UTC.';

    CREATE INDEX xp_logs_week ON xp_logs (user_id, created_at) INCLUDE (granted);
  `);
}
