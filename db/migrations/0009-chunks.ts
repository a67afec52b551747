import type { Knex } from 'knex';

/** Where a chunk stands among a document's headings, how long it is, and what of a page chunks are made of. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE material_chunks
      ADD COLUMN heading_path text[] NOT NULL DEFAULT '{}',
      ADD COLUMN tokens integer CHECK (tokens >= 0);
    COMMENT ON COLUMN material_chunks.tokens IS 'An estimate; null for chunks that were cut before it was kept.';

    ALTER TABLE material_pages
      ADD COLUMN body_start integer CHECK (body_start >= 0),
      ADD COLUMN body_end integer CHECK (body_end >= body_start),
      ADD CHECK ((body_start IS NULL) = (body_end IS NULL));
    COMMENT ON COLUMN material_pages.body_start IS
      'The page''s text without running headers and footers, in UTF-16 units; null where all of it counts.';
  `);
}
