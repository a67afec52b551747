import type { Knex } from 'knex';

/** What a line of the ledger links to is its source; a subject is the catalog's. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw('ALTER TABLE xp_logs RENAME COLUMN subject_id TO source_id');
}
