import type { Knex } from 'knex';

/** Counts what somebody guesses with a session. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE sessions ADD COLUMN wrong_proofs integer NOT NULL DEFAULT 0 CHECK (wrong_proofs >= 0);
    COMMENT ON COLUMN sessions.wrong_proofs IS 'Wrong passwords or logins at Google in a row, given to prove who asks.';
  `);
}
