import type { Knex } from 'knex';

/** The formats that are read since office files, pages of text and more images are. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE materials
      DROP CONSTRAINT materials_format_check,
      ADD CONSTRAINT materials_format_check CHECK (format IN
        ('pdf', 'png', 'jpeg', 'tiff', 'webp', 'docx', 'pptx', 'html', 'markdown', 'text'));
  `);
}
