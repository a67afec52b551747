import type { Knex } from 'knex';

/** Profiles, what students prefer, and the subjects that they choose from. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE user_profiles
      ADD COLUMN avatar_id uuid,
      ADD COLUMN grade text,
      ADD COLUMN locale text NOT NULL DEFAULT 'en',
      ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC',
      ADD COLUMN board_visibility text NOT NULL DEFAULT 'everyone'
        CHECK (board_visibility IN ('everyone', 'friends', 'nobody')),
      ADD COLUMN version integer NOT NULL DEFAULT 1;

    CREATE TABLE zone_changes (
      id uuid PRIMARY KEY,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      from_zone text NOT NULL,
      to_zone text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX zone_changes_user_id ON zone_changes (user_id, id DESC);

    CREATE TABLE subjects (
      id uuid PRIMARY KEY,
      slug text NOT NULL UNIQUE,
      name text NOT NULL,
      description text NOT NULL,
      position integer NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );

    CREATE TABLE topics (
      id uuid PRIMARY KEY,
      subject_id uuid NOT NULL REFERENCES subjects ON DELETE CASCADE,
      slug text NOT NULL,
      name text NOT NULL,
      summary text NOT NULL,
      position integer NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (subject_id, slug)
    );

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

    CREATE TABLE user_subjects (
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      subject_id uuid NOT NULL REFERENCES subjects ON DELETE CASCADE,
      position integer NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (user_id, subject_id)
    );
    CREATE INDEX user_subjects_subject_id ON user_subjects (subject_id);
  `);
}
