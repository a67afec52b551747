import type { Knex } from 'knex';

/** Tables, notebooks and subtitles are taken, too. What the migration before it allows stays allowed. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE materials DROP CONSTRAINT materials_format_check;
    ALTER TABLE materials ADD CONSTRAINT materials_format_check CHECK (format IN
      ('pdf', 'png', 'jpeg', 'tiff', 'webp', 'heic', 'avif', 'docx', 'pptx', 'odt', 'odp', 'rtf', 'epub', 'html',
       'markdown', 'text', 'notebook', 'csv', 'tsv', 'xlsx', 'ods', 'srt', 'vtt', 'sbv'));
    COMMENT ON COLUMN material_pages.label IS 'What the page is called where that says more than page_no: the number that a PDF prints on it, such as iv, a sheet''s name, the time that a page of subtitles takes';
  `);
}
