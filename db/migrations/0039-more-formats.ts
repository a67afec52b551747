import type { Knex } from 'knex';

/** Books, OpenDocument files, RTF, and photos of phones are taken, too. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE materials DROP CONSTRAINT materials_format_check;
    ALTER TABLE materials ADD CONSTRAINT materials_format_check CHECK (format IN
      ('pdf', 'png', 'jpeg', 'tiff', 'webp', 'heic', 'avif', 'docx', 'pptx', 'odt', 'odp', 'rtf', 'epub', 'html',
       'markdown', 'text'));
  `);
}
