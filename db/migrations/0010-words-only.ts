import type { Knex } from 'knex';

/** Lets chunks be found by their words where there is no encoder. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE chunk_vectors ALTER COLUMN embedding DROP NOT NULL;
    ALTER TABLE chunk_vectors ADD CONSTRAINT chunk_vectors_none_check CHECK ((model = 'none') = (embedding IS NULL));
  `);
}
