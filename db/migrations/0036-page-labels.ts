import type { Knex } from 'knex';

/** Pages keep the number that is printed on them, and citations tell it. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE material_pages ADD COLUMN label text CHECK (char_length(label) BETWEEN 1 AND 40);
    COMMENT ON COLUMN material_pages.label IS 'The page''s number as the file prints it, such as iv; null where that is page_no, or not told';
    ALTER TABLE citations ADD COLUMN page_label text CHECK (char_length(page_label) BETWEEN 1 AND 40);
    COMMENT ON COLUMN citations.page_label IS 'The label of the page when it was quoted';
  `);
}
