import { rootCause } from '@temporalio/common';
import type { Knex } from 'knex';
import type { ObjectStorage } from '../../clients/storage.js';
import type { WorkflowStarter } from '../../services/shared/ports.js';

/**
 * Makes sure that the engines that a restore needs later are there, before anything is dropped.
 * @throws Error that names the one that is not
 */
export async function assertEnginesAnswer({
  storage,
  starter,
}: {
  storage: ObjectStorage;
  starter: Pick<WorkflowStarter, 'describe'>;
}): Promise<void> {
  const saysWhich = (name: string) => (error: unknown) => {
    throw new Error(`${name} does not answer, and nothing was changed: ${rootCause(error) ?? String(error)}`);
  };
  await storage.ping().catch(saysWhich('S3'));
  // Any id will do: a server that has the namespace says that it knows none of this name.
  await starter.describe('restore').catch(saysWhich('Temporal'));
}

/** Makes sure that nobody writes meanwhile. @throws Error */
export async function assertStopped(db: Knex): Promise<void> {
  // PostgreSQL's own workers, such as autovacuum, have no user.
  const { rows } = await db.raw<{ rows: { others: string }[] }>(
    `SELECT count(*) AS others FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL`,
  );
  if (Number(rows[0]?.others) > 0)
    throw new Error('Somebody is connected to the database: stop the API and the worker first.');
}

/** Makes sure that nothing would be lost by a restore. @throws Error that says what is in the way */
export async function assertEmpty({ db, storage }: { db: Knex; storage: ObjectStorage }): Promise<void> {
  if ((await db.schema.hasTable('users')) && (await db('users').first('id')))
    throw new Error('There are users in the database: restore only into an empty one.');
  for await (const { key } of storage.list(''))
    throw new Error(`There are objects in the bucket, such as ${key}: restore only into an empty one.`);
}
