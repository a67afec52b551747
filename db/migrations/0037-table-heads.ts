import type { Knex } from 'knex';

/** A chunk that begins within a table is searched with the head of that. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE material_chunks ADD COLUMN table_head text;
    COMMENT ON COLUMN material_chunks.table_head IS
      'The head row of the table that the chunk begins within. It is embedded and searched with the text, and is no part of it.';
  `);
}
