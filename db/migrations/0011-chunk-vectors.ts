import type { Knex } from 'knex';

/**
 * What a search reads of every chunk of an owner, vector and words, in a table of its own without the texts. Vectors
 * of a model that a material moves to wait beside the old ones until all are there.
 * MAIN storage and the toast target keep both within the row, uncompressed: unpacking took longer than comparing.
 */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE TABLE chunk_vectors (
      chunk_id uuid NOT NULL REFERENCES material_chunks ON DELETE CASCADE,
      model text NOT NULL,
      material_id uuid NOT NULL REFERENCES materials ON DELETE CASCADE,
      owner_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      searchable boolean NOT NULL DEFAULT true,
      embedding halfvec NOT NULL,
      search tsvector NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (chunk_id, model)
    ) WITH (toast_tuple_target = 8160);
    ALTER TABLE chunk_vectors ALTER COLUMN embedding SET STORAGE MAIN, ALTER COLUMN search SET STORAGE MAIN;
    INSERT INTO chunk_vectors (chunk_id, model, material_id, owner_id, embedding, search)
      SELECT id, model, material_id, owner_id, CAST(embedding AS halfvec), search
      FROM material_chunks WHERE model IS NOT NULL;
    CREATE INDEX chunk_vectors_owner ON chunk_vectors (owner_id, model) WHERE searchable;
    CREATE INDEX chunk_vectors_material ON chunk_vectors (material_id, model);
    CREATE UNIQUE INDEX chunk_vectors_one_searched ON chunk_vectors (chunk_id) WHERE searchable;
    COMMENT ON COLUMN chunk_vectors.embedding IS 'Unit length, 16-bit floats; one dimension for each model.';
    COMMENT ON COLUMN chunk_vectors.search IS 'The words of the chunk''s text.';
    COMMENT ON COLUMN chunk_vectors.searchable IS 'False for the vectors of a model that a material is moving to.';

    ALTER TABLE material_chunks DROP COLUMN model, DROP COLUMN embedding, DROP COLUMN search;
    CREATE INDEX material_chunks_owner ON material_chunks (owner_id, material_id);
  `);
}
