import type { Knex } from 'knex';

/** How far a run is, what a student had read, materials that are being deleted, and chunks that are found again by what they say. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE materials
      ADD COLUMN phase text CHECK (phase IN ('reading', 'embedding')),
      ADD COLUMN phase_started_at timestamptz;
    CREATE INDEX materials_deleting_due ON materials (next_check_at) WHERE status = 'deleting';
    CREATE INDEX materials_uploading ON materials (created_at) WHERE status = 'uploading';

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
    COMMENT ON TABLE page_admissions IS 'Pages that runs were going to read; it outlives materials, so that deleting one gives no pages back.';

    ALTER TABLE material_chunks ADD COLUMN text_hash text GENERATED ALWAYS AS (md5(text)) STORED;
    CREATE INDEX material_chunks_owner_text ON material_chunks (owner_id, text_hash);
    COMMENT ON COLUMN material_chunks.text_hash IS 'Finds candidates only, within one owner; the texts are compared as well.';
  `);
}
