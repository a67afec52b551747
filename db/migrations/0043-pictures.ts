import type { Knex } from 'knex';

/** Pages tell which of their pictures were read, and citations of documents without printed pages where they stand. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE materials ADD COLUMN picture_limit integer CHECK (picture_limit >= 0);
    COMMENT ON COLUMN materials.picture_limit IS
      'How many of the pictures on its pages its run reads, in their order; null before the document is opened';
    ALTER TABLE material_pages
      ADD COLUMN pictures_read integer NOT NULL DEFAULT 0 CHECK (pictures_read >= 0),
      ADD COLUMN pictures_unread integer NOT NULL DEFAULT 0 CHECK (pictures_unread >= 0);
    COMMENT ON COLUMN material_pages.pictures_read IS 'Pictures on the page that were read by OCR, with text or without';
    COMMENT ON COLUMN material_pages.pictures_unread IS 'Pictures on the page that could not be read, or were too many';
    ALTER TABLE citations
      ADD COLUMN heading_path text[],
      ADD COLUMN paragraph_no integer CHECK (paragraph_no > 0);
    COMMENT ON COLUMN citations.heading_path IS
      'The headings above the quote, from the highest down; null where pages are those of print';
    COMMENT ON COLUMN citations.paragraph_no IS
      'Of the paragraphs below the last of these headings, from 1; null where pages are those of print';
  `);
}
