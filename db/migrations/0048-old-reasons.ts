import type { Knex } from 'knex';

/** Reasons that concern nobody are blanked after a while, which the sweep looks for every hour. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(
    'CREATE INDEX audit_log_old_reasons ON audit_log (created_at) WHERE subject_id IS NULL AND reason IS NOT NULL',
  );
}
