import type { Knex } from 'knex';

/** The latest questions of a student are found without the others. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE INDEX questions_latest ON questions (user_id, id DESC);
    DROP INDEX questions_user_id;
  `);
}
