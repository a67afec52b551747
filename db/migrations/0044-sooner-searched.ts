import type { Knex } from 'knex';

/** A material is searched while it is read: by its words as soon as it is cut into chunks, by its vectors later. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE materials ADD COLUMN pages_chunked integer NOT NULL DEFAULT 0;
    COMMENT ON COLUMN materials.pages_chunked IS
      'Of its pages that are done those whose text is wholly in chunks; kept while it is being read.';
    ALTER TABLE questions ADD COLUMN partly_searched jsonb NOT NULL DEFAULT '[]';
    COMMENT ON COLUMN questions.partly_searched IS
      'How far materials in scope were that were still being read when they were searched (domain/text/searched-part.ts).';
    COMMENT ON COLUMN chunk_vectors.model IS
      'none: the words alone, as long as a chunk has no vector, and for good where there is no encoder.';
  `);
}
