import type { Knex } from 'knex';

/** How far a run is, and materials that are being deleted. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE materials
      ADD COLUMN phase text CHECK (phase IN ('reading', 'embedding')),
      ADD COLUMN phase_started_at timestamptz;
    CREATE INDEX materials_deleting_due ON materials (next_check_at) WHERE status = 'deleting';
  `);
}
