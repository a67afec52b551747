import type { Knex } from 'knex';

/** Lessons, what topics stand on, and how far students have come. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE TABLE topic_prerequisites (
      topic_id uuid NOT NULL REFERENCES topics ON DELETE CASCADE,
      prerequisite_id uuid NOT NULL REFERENCES topics ON DELETE CASCADE,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (topic_id, prerequisite_id),
      CONSTRAINT topic_prerequisites_other_check CHECK (topic_id <> prerequisite_id)
    );
    CREATE INDEX topic_prerequisites_prerequisite_id ON topic_prerequisites (prerequisite_id);
    COMMENT ON TABLE topic_prerequisites IS 'What is learned before a topic; without a circle.';

    CREATE TABLE lessons (
      id uuid PRIMARY KEY,
      topic_id uuid NOT NULL REFERENCES topics ON DELETE CASCADE,
      slug text NOT NULL,
      title text NOT NULL,
      minutes integer NOT NULL CHECK (minutes > 0),
      position integer NOT NULL,
      objectives text[] NOT NULL,
      key_points jsonb NOT NULL,
      sources jsonb NOT NULL,
      body text NOT NULL,
      figures jsonb NOT NULL DEFAULT '{}',
      hash text NOT NULL,
      origin text NOT NULL,
      retired_at timestamptz,
      search tsvector NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', body), 'C')
      ) STORED,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (topic_id, slug)
    );
    CREATE INDEX lessons_search ON lessons USING gin (search);
    COMMENT ON COLUMN lessons.body IS 'Markdown, with formulas in TeX.';
    COMMENT ON COLUMN lessons.figures IS 'SVG by the name under which the body shows it.';
    COMMENT ON COLUMN lessons.hash IS 'Of everything that its file says: another one means another text.';
    COMMENT ON COLUMN lessons.origin IS 'The folder of content it comes from, which alone may retire it.';
    COMMENT ON COLUMN lessons.retired_at IS 'Since when it is offered no more; who had completed it has it completed.';

    CREATE TABLE lesson_progress (
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      lesson_id uuid NOT NULL REFERENCES lessons ON DELETE CASCADE,
      position real NOT NULL DEFAULT 0 CHECK (position BETWEEN 0 AND 1),
      started_at timestamptz NOT NULL,
      completed_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (user_id, lesson_id)
    );
    CREATE INDEX lesson_progress_lesson_id ON lesson_progress (lesson_id);
    COMMENT ON COLUMN lesson_progress.position IS 'How far down the student has read, 0 to 1.';
  `);
}
