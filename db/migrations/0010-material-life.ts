import type { Knex } from 'knex';

/** How far a run is, materials that are being deleted, and chunks that are found again by what they say. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE materials
      ADD COLUMN phase text CHECK (phase IN ('reading', 'embedding')),
      ADD COLUMN phase_started_at timestamptz;
    CREATE INDEX materials_deleting_due ON materials (next_check_at) WHERE status = 'deleting';

    ALTER TABLE material_chunks ADD COLUMN text_hash text GENERATED ALWAYS AS (md5(text)) STORED;
    CREATE INDEX material_chunks_owner_text ON material_chunks (owner_id, text_hash);
    COMMENT ON COLUMN material_chunks.text_hash IS 'Finds candidates only, within one owner; the texts are compared as well.';
  `);
}
