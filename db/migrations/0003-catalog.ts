import type { Knex } from 'knex';

/** What can be studied, and what students have chosen of it. Rows are seeded from content/subjects. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
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

    CREATE TABLE user_subjects (
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      subject_id uuid NOT NULL REFERENCES subjects ON DELETE CASCADE,
      position integer NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (user_id, subject_id)
    );
    CREATE INDEX user_subjects_subject_id ON user_subjects (subject_id);
    COMMENT ON COLUMN user_subjects.position IS 'The student''s own order, from 1.';
  `);
}
