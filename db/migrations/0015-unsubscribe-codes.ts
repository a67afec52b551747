import type { Knex } from 'knex';

/** Codes by which a mail is unsubscribed from. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    ALTER TABLE one_time_codes DROP CONSTRAINT one_time_codes_kind_check;
    ALTER TABLE one_time_codes ADD CONSTRAINT one_time_codes_kind_check CHECK
      (kind IN ('verify-email', 'reset-password', 'google-sign-in', 'google-id-token', 'unsubscribe'));
  `);
}
