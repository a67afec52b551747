import type { Knex } from 'knex';

/** Uploaded documents, their pages, and the chunks that retrieval searches. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE EXTENSION IF NOT EXISTS vector;

    CREATE TABLE materials (
      id uuid PRIMARY KEY,
      owner_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      title text NOT NULL,
      topic_id uuid REFERENCES topics ON DELETE SET NULL,
      format text NOT NULL
        CHECK (format IN ('pdf', 'png', 'jpeg', 'tiff', 'webp', 'docx', 'pptx', 'html', 'markdown', 'text')),
      bytes bigint,
      sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
      page_count integer,
      status text NOT NULL CHECK (status IN
        ('uploading', 'queued', 'processing', 'ready', 'partial', 'failed', 'cancelled', 'deleting')),
      failure text,
      phase text CHECK (phase IN ('reading', 'embedding')),
      phase_started_at timestamptz,
      run_no integer NOT NULL DEFAULT 1,
      workflow_id text,
      next_check_at timestamptz,
      cancel_requested_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT materials_stored_check
        CHECK (status = 'uploading' OR (sha256 IS NOT NULL AND bytes IS NOT NULL AND workflow_id IS NOT NULL)),
      CONSTRAINT materials_failure_check CHECK ((status = 'failed') = (failure IS NOT NULL)),
      CONSTRAINT materials_finished_check
        CHECK ((status IN ('uploading', 'queued', 'processing', 'deleting')) = (finished_at IS NULL)),
      CONSTRAINT materials_cleared_check CHECK (finished_at IS NULL OR (phase IS NULL AND next_check_at IS NULL))
    );
    CREATE INDEX materials_owner_id ON materials (owner_id, id DESC);
    CREATE UNIQUE INDEX materials_one_living_copy ON materials (owner_id, sha256)
      WHERE status IN ('queued', 'processing', 'ready', 'partial');
    CREATE INDEX materials_topic_id ON materials (topic_id) WHERE topic_id IS NOT NULL;
    CREATE INDEX materials_due ON materials (next_check_at) WHERE status IN ('queued', 'processing');
    CREATE INDEX materials_deleting_due ON materials (next_check_at) WHERE status = 'deleting';
    CREATE INDEX materials_uploading ON materials (created_at) WHERE status = 'uploading';
    CREATE TRIGGER materials_finished AFTER UPDATE OF status ON materials FOR EACH ROW
      WHEN (OLD.status IS DISTINCT FROM NEW.status
        AND NEW.status IN ('ready', 'partial', 'failed', 'cancelled', 'deleting'))
      EXECUTE FUNCTION notify_run_finished();
    COMMENT ON COLUMN materials.run_no IS 'Of the run that may write now, and in its workflow''s id; every retry raises it.';
    COMMENT ON COLUMN materials.next_check_at IS 'When the reconciler looks whether a workflow is behind the row.';

    CREATE TABLE material_pages (
      material_id uuid NOT NULL REFERENCES materials ON DELETE CASCADE,
      page_no integer NOT NULL CHECK (page_no > 0),
      run_no integer NOT NULL,
      status text NOT NULL CHECK (status IN ('done', 'failed')),
      method text CHECK (method IN ('text', 'ocr', 'blank')),
      text text NOT NULL DEFAULT '',
      confidence real CHECK (confidence BETWEEN 0 AND 1),
      body_start integer CHECK (body_start >= 0),
      body_end integer CHECK (body_end >= body_start),
      failure text,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (material_id, page_no),
      CONSTRAINT material_pages_method_if_done_check CHECK ((status = 'done') = (method IS NOT NULL)),
      CONSTRAINT material_pages_failure_check CHECK ((status = 'failed') = (failure IS NOT NULL)),
      CONSTRAINT material_pages_body_check CHECK ((body_start IS NULL) = (body_end IS NULL))
    );
    COMMENT ON COLUMN material_pages.body_start IS
      'The page''s text without running headers and footers, in UTF-16 units; null where all of it counts.';

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
      text_hash text GENERATED ALWAYS AS (md5(text)) STORED,
      heading_path text[] NOT NULL DEFAULT '{}',
      tokens integer CHECK (tokens >= 0),
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (material_id, ord)
    );
    CREATE INDEX material_chunks_owner ON material_chunks (owner_id, material_id);
    CREATE INDEX material_chunks_owner_text ON material_chunks (owner_id, text_hash);
    COMMENT ON COLUMN material_chunks.text_hash IS
      'Finds candidates only, within one owner; the texts are compared as well.';
    COMMENT ON COLUMN material_chunks.tokens IS 'An estimate.';

    CREATE TABLE chunk_vectors (
      chunk_id uuid NOT NULL REFERENCES material_chunks ON DELETE CASCADE,
      model text NOT NULL,
      material_id uuid NOT NULL REFERENCES materials ON DELETE CASCADE,
      owner_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      searchable boolean NOT NULL DEFAULT true,
      embedding halfvec STORAGE MAIN NOT NULL,
      search tsvector STORAGE MAIN NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (chunk_id, model)
    ) WITH (toast_tuple_target = 8160);
    CREATE INDEX chunk_vectors_owner ON chunk_vectors (owner_id, model) WHERE searchable;
    CREATE INDEX chunk_vectors_material ON chunk_vectors (material_id, model);
    CREATE UNIQUE INDEX chunk_vectors_one_searched ON chunk_vectors (chunk_id) WHERE searchable;
    COMMENT ON TABLE chunk_vectors IS
      'What a search reads of every chunk of an owner, without the texts. MAIN storage and the toast target keep it within the row, uncompressed: unpacking took longer than comparing.';
    COMMENT ON COLUMN chunk_vectors.searchable IS 'False for the vectors of a model that a material is moving to.';
    COMMENT ON COLUMN chunk_vectors.embedding IS 'Unit length, 16-bit floats; one dimension for each model.';
    COMMENT ON COLUMN chunk_vectors.search IS 'The words of the chunk''s text.';

    CREATE TABLE reembeddings (
      id uuid PRIMARY KEY,
      material_id uuid NOT NULL UNIQUE REFERENCES materials ON DELETE CASCADE,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      model text NOT NULL,
      status text NOT NULL CHECK (status IN ('queued', 'processing', 'done', 'failed', 'cancelled')),
      failure text,
      run_no integer NOT NULL DEFAULT 1,
      workflow_id text NOT NULL,
      next_check_at timestamptz,
      cancel_requested_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT reembeddings_failure_check CHECK ((status = 'failed') = (failure IS NOT NULL)),
      CONSTRAINT reembeddings_finished_check CHECK ((status IN ('queued', 'processing')) = (finished_at IS NULL)),
      CONSTRAINT reembeddings_cleared_check CHECK (finished_at IS NULL OR next_check_at IS NULL)
    );
    CREATE INDEX reembeddings_user_id ON reembeddings (user_id);
    CREATE INDEX reembeddings_due ON reembeddings (next_check_at) WHERE status IN ('queued', 'processing');
    COMMENT ON TABLE reembeddings IS 'Materials whose chunks move to the vectors of another model.';
    COMMENT ON COLUMN reembeddings.model IS
      'The model that its vectors are to be of; they are searched once all are there.';

    CREATE TABLE page_admissions (
      material_id uuid NOT NULL,
      run_no integer NOT NULL,
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      pages integer NOT NULL CHECK (pages >= 0),
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (material_id, run_no)
    );
    CREATE INDEX page_admissions_user_id ON page_admissions (user_id, created_at);
    CREATE INDEX page_admissions_created_at ON page_admissions (created_at);
    COMMENT ON TABLE page_admissions IS
      'Pages that runs were going to read; it outlives materials, so that deleting one gives no pages back.';
  `);
}
