import type { Knex } from 'knex';

/** Uploaded documents, their pages and the chunks that retrieval searches. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE EXTENSION IF NOT EXISTS vector;

    CREATE TABLE materials (
      id uuid PRIMARY KEY,
      owner_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      title text NOT NULL,
      format text NOT NULL CHECK (format IN ('pdf', 'png', 'jpeg')),
      bytes bigint,
      sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
      status text NOT NULL CHECK (status IN
        ('uploading', 'queued', 'processing', 'ready', 'partial', 'failed', 'cancelled', 'deleting')),
      failure text,
      page_count integer,
      run_no integer NOT NULL DEFAULT 1,
      workflow_id text,
      next_check_at timestamptz,
      cancel_requested_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CHECK (status = 'uploading' OR (sha256 IS NOT NULL AND bytes IS NOT NULL AND workflow_id IS NOT NULL)),
      CHECK ((status = 'failed') = (failure IS NOT NULL))
    );
    CREATE INDEX materials_owner_id ON materials (owner_id, id DESC);
    CREATE INDEX materials_due ON materials (next_check_at) WHERE status IN ('queued', 'processing');
    CREATE UNIQUE INDEX materials_one_living_copy ON materials (owner_id, sha256)
      WHERE status IN ('queued', 'processing', 'ready', 'partial');

    CREATE TABLE material_pages (
      material_id uuid NOT NULL REFERENCES materials ON DELETE CASCADE,
      page_no integer NOT NULL CHECK (page_no > 0),
      run_no integer NOT NULL,
      status text NOT NULL CHECK (status IN ('done', 'failed')),
      method text CHECK (method IN ('text', 'ocr', 'blank')),
      text text NOT NULL DEFAULT '',
      confidence real CHECK (confidence BETWEEN 0 AND 1),
      failure text,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (material_id, page_no),
      CHECK ((status = 'done') = (method IS NOT NULL)),
      CHECK ((status = 'failed') = (failure IS NOT NULL))
    );

    CREATE TABLE material_chunks (
      id uuid PRIMARY KEY,
      material_id uuid NOT NULL REFERENCES materials ON DELETE CASCADE,
      owner_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      ord integer NOT NULL,
      page_from integer NOT NULL,
      page_to integer NOT NULL CHECK (page_to >= page_from),
      start_offset integer NOT NULL,
      end_offset integer NOT NULL,
      text text NOT NULL,
      search tsvector NOT NULL GENERATED ALWAYS AS (to_tsvector('english', text)) STORED,
      model text,
      embedding vector,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (material_id, ord),
      CHECK ((model IS NULL) = (embedding IS NULL))
    );
    CREATE INDEX material_chunks_owner_model ON material_chunks (owner_id, model);

    CREATE FUNCTION notify_run_finished() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_notify('run_finished', NEW.id::text);
      RETURN NULL;
    END $$;

    CREATE TRIGGER materials_finished AFTER UPDATE OF status ON materials FOR EACH ROW
      WHEN (OLD.status IS DISTINCT FROM NEW.status
        AND NEW.status IN ('ready', 'partial', 'failed', 'cancelled', 'deleting'))
      EXECUTE FUNCTION notify_run_finished();
  `);
}
