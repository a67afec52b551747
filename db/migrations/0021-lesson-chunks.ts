import type { Knex } from 'knex';

/** Lessons are searched and cited as pages of materials are. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE lessons
      ADD COLUMN text text NOT NULL DEFAULT '',
      ADD COLUMN text_hash text NOT NULL GENERATED ALWAYS AS (md5(text)) STORED,
      ADD COLUMN title_words text[] NOT NULL DEFAULT '{}',
      ADD COLUMN chunked_hash text;
    COMMENT ON COLUMN lessons.text IS 'What it can be quoted with (domain/learning/lesson-text.ts).';
    COMMENT ON COLUMN lessons.title_words IS 'What its title and topic add to the words of its chunks.';
    COMMENT ON COLUMN lessons.chunked_hash IS
      'Of the text that its chunks were cut from; where the text is another by now they are not searched.';

    CREATE TABLE lesson_chunks (
      id uuid PRIMARY KEY,
      lesson_id uuid NOT NULL REFERENCES lessons ON DELETE CASCADE,
      ord integer NOT NULL,
      start_offset integer NOT NULL,
      end_offset integer NOT NULL CHECK (end_offset > start_offset),
      text text NOT NULL,
      text_hash text GENERATED ALWAYS AS (md5(text)) STORED,
      heading_path text[] NOT NULL DEFAULT '{}',
      created_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (lesson_id, ord)
    );
    COMMENT ON COLUMN lesson_chunks.start_offset IS 'Into the text of the lesson, in UTF-16 units.';

    CREATE TABLE lesson_vectors (
      chunk_id uuid NOT NULL REFERENCES lesson_chunks ON DELETE CASCADE,
      model text NOT NULL,
      lesson_id uuid NOT NULL REFERENCES lessons ON DELETE CASCADE,
      searchable boolean NOT NULL,
      embedding halfvec STORAGE MAIN,
      search tsvector STORAGE MAIN NOT NULL,
      headings tsvector STORAGE MAIN NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (chunk_id, model),
      CONSTRAINT lesson_vectors_none_check CHECK ((model = 'none') = (embedding IS NULL))
    ) WITH (toast_tuple_target = 8160);
    CREATE INDEX lesson_vectors_lesson_id ON lesson_vectors (lesson_id);
    CREATE INDEX lesson_vectors_model ON lesson_vectors (model) WHERE searchable;
    CREATE UNIQUE INDEX lesson_vectors_one_searched ON lesson_vectors (chunk_id) WHERE searchable;
    COMMENT ON TABLE lesson_vectors IS
      'As chunk_vectors, for the lessons, which all students share. A chunk has its words at once, as a row of no model, and its vector later.';
    COMMENT ON COLUMN lesson_vectors.searchable IS 'False for the vectors of a model that the lessons are moving to.';

    CREATE TABLE lesson_indexes (
      id uuid PRIMARY KEY,
      status text NOT NULL CHECK (status IN ('queued', 'processing', 'ready', 'failed', 'cancelled')),
      failure text,
      run_no integer NOT NULL DEFAULT 1,
      workflow_id text NOT NULL,
      next_check_at timestamptz,
      cancel_requested_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT lesson_indexes_failure_check CHECK ((status = 'failed') = (failure IS NOT NULL)),
      CONSTRAINT lesson_indexes_finished_check CHECK ((status IN ('queued', 'processing')) = (finished_at IS NULL)),
      CONSTRAINT lesson_indexes_cleared_check CHECK (finished_at IS NULL OR next_check_at IS NULL)
    );
    CREATE UNIQUE INDEX lesson_indexes_one ON lesson_indexes ((true));
    CREATE INDEX lesson_indexes_due ON lesson_indexes (next_check_at) WHERE status IN ('queued', 'processing');
    COMMENT ON TABLE lesson_indexes IS 'One row: the work that makes all lessons searchable.';

    ALTER TABLE questions
      ADD COLUMN lessons_allowed boolean NOT NULL DEFAULT false,
      ADD COLUMN lesson_id uuid REFERENCES lessons ON DELETE SET NULL,
      DROP CONSTRAINT questions_grounding_check,
      ADD CONSTRAINT questions_grounding_check CHECK (grounding IN ('materials', 'lessons', 'general'));
    CREATE INDEX questions_lesson_id ON questions (lesson_id) WHERE lesson_id IS NOT NULL;
    COMMENT ON COLUMN questions.lessons_allowed IS 'Whether lessons may answer what no material does.';
    COMMENT ON COLUMN questions.lesson_id IS 'The lesson to look in; null for those of the topic, or all.';

    ALTER TABLE citations
      ALTER COLUMN page_no DROP NOT NULL,
      ADD COLUMN lesson_id uuid REFERENCES lessons ON DELETE SET NULL,
      ADD COLUMN lesson_title text,
      ADD COLUMN lesson_section text,
      ADD COLUMN lesson_hash text,
      ADD CONSTRAINT citations_source_check CHECK ((page_no IS NULL) = (lesson_title IS NOT NULL)
        AND (lesson_title IS NULL) = (lesson_hash IS NULL)
        AND (lesson_title IS NOT NULL OR (lesson_id IS NULL AND lesson_section IS NULL))
        AND (material_id IS NULL OR page_no IS NOT NULL));
    CREATE INDEX citations_lesson_id ON citations (lesson_id) WHERE lesson_id IS NOT NULL;
    COMMENT ON COLUMN citations.lesson_title IS 'As it was when it was quoted; null for a quote of a page.';
    COMMENT ON COLUMN citations.lesson_hash IS 'Of the text in which the quote stands.';
  `);
}
