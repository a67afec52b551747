import type { Knex } from 'knex';

/** A mail that tells of an erasure names its receipt, also when nobody is left whose mail it could be. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE mails ADD COLUMN erasure_id uuid REFERENCES erasures(id) ON DELETE SET NULL;
    COMMENT ON COLUMN mails.erasure_id IS 'Whose receipt the mail names.';
    CREATE INDEX mails_erasure_id ON mails (erasure_id) WHERE erasure_id IS NOT NULL;
  `);
}
