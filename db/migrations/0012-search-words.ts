import type { Knex } from 'knex';

/** Chunks are found by words of any language, and by those of their headings and titles. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE materials ADD COLUMN title_words text[] NOT NULL DEFAULT '{}';
    COMMENT ON COLUMN materials.title_words IS 'What its title adds to the words of its chunks (domain/text/search-words.ts).';
    COMMENT ON COLUMN chunk_vectors.search IS 'The words of the chunk and, with a # before them, those of its headings only (domain/text/search-words.ts).';
  `);
}
