import type { Knex } from 'knex';

/** Whether the database takes writes: a copy that only reads does not. @throws when it does not answer. */
export async function databaseState(db: Knex): Promise<'up' | 'read-only'> {
  const { rows } = await db.raw<{ rows: { read_only: boolean }[] }>(
    `SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on' AS read_only`,
  );
  return rows[0]?.read_only ? 'read-only' : 'up';
}
