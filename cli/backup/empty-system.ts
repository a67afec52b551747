import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';

/** Schemas that are ours. */
const SCHEMAS = ['public', 'boards'];

/**
 * Makes sure that nothing would be lost by a restore, and that nobody writes meanwhile.
 * @throws Error that says what is in the way
 */
export async function assertEmptyAndStopped({ db, storage }: { db: Knex; storage: ObjectStorage }): Promise<void> {
  const { rows } = await db.raw<{ rows: { others: string }[] }>(
    'SELECT count(*) AS others FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  if (Number(rows[0]?.others) > 0)
    throw new Error('Somebody is connected to the database: stop the API and the worker first.');
  if ((await db.schema.hasTable('users')) && (await db('users').first('id')))
    throw new Error('There are users in the database: restore only into an empty one.');
  for await (const { key } of storage.list(''))
    throw new Error(`There are objects in the bucket, such as ${key}: restore only into an empty one.`);
}

/** Takes away the tables of a database that nobody has used, as a first start leaves them. */
export async function dropSchemas(db: Knex): Promise<void> {
  await db.transaction(async (trx) => {
    for (const schema of SCHEMAS) await trx.raw('DROP SCHEMA IF EXISTS ?? CASCADE', [schema]);
    await trx.raw('CREATE SCHEMA public');
    await trx.raw('CREATE EXTENSION IF NOT EXISTS vector');
  });
}
