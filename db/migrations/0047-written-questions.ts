import type { Knex } from 'knex';

/** Written questions are found among those that were generated for single students, of which there are many more. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(
    'CREATE INDEX quiz_questions_written ON quiz_questions (topic_id, slug, origin) WHERE owner_id IS NULL',
  );
}
