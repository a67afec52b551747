import type { Knex } from 'knex';

/** A question tells in which language it is asked and answered, since pages may be in another. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE questions ADD COLUMN question_language text, ADD COLUMN answer_language text;
    COMMENT ON COLUMN questions.question_language IS 'BCP 47, by its words; null where they do not tell.';
    COMMENT ON COLUMN questions.answer_language IS 'BCP 47, by its words; null where they do not tell.';
  `);
}
