import type { Knex } from 'knex';

/** Requests that a client may repeat safely (the Idempotency-Key header). */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE TABLE idempotency_keys (
      user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
      route text NOT NULL,
      key text NOT NULL,
      fingerprint text,
      lease_id uuid NOT NULL,
      leased_until timestamptz NOT NULL,
      resource_id uuid,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (user_id, route, key)
    );
    CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);
  `);
}
