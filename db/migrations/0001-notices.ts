import type { Knex } from 'knex';

/** What the database tells its listeners (db/listener.ts); the tables' triggers call these. */
export async function up(trx: Knex): Promise<void> {
  await trx.raw(`
    CREATE FUNCTION notify_account_changed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_notify('account_changed', CASE WHEN TG_TABLE_NAME = 'users' THEN to_jsonb(OLD) ->> 'id'
                                                ELSE to_jsonb(OLD) ->> 'user_id' END);
      RETURN NULL;
    END $$;

    CREATE FUNCTION notify_run_finished() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_notify('run_finished', NEW.id::text);
      RETURN NULL;
    END $$;
  `);
}
