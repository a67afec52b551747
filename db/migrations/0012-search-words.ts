import type { Knex } from 'knex';

/** Chunks are found by words of any language, and by those of their headings and titles. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE materials ADD COLUMN title_words text[] NOT NULL DEFAULT '{}';
    COMMENT ON COLUMN materials.title_words IS 'What its title adds to the words of its chunks (domain/text/search-words.ts).';
    COMMENT ON COLUMN chunk_vectors.search IS 'The words of the chunk (domain/text/search-words.ts).';
    ALTER TABLE chunk_vectors ADD COLUMN headings tsvector STORAGE MAIN NOT NULL DEFAULT '';
    COMMENT ON COLUMN chunk_vectors.headings IS 'Words that only the headings above the chunk have.';
  `);
}
