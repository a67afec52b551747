import type { Knex } from 'knex';

/** A table that is there while a restore is under way, and names the backup; backups leave it out. */
export const RESTORING = 'restoring';

/** Notes that the rows of a backup, named by the hash in its manifest, are about to come. */
export const noteBegin = (trx: Knex, sha256: string): Promise<void> =>
  trx.raw(`CREATE TABLE ${RESTORING} AS SELECT CAST(? AS text) AS backup`, [sha256]);

/** Forgets it, once all is back. */
export const noteEnd = (db: Knex): Promise<void> => db.schema.dropTable(RESTORING);

/**
 * Makes sure that what is in the database are the rows of this backup, and nothing of anybody else.
 * @throws Error where its restore did not come so far, or came to its end
 */
export async function assertRowsAreOf(db: Knex, sha256: string): Promise<void> {
  const begun = (await db.schema.hasTable(RESTORING)) && (await db(RESTORING).first('backup'));
  if (begun?.backup === sha256 && (await db.schema.hasTable('users'))) return;
  throw new Error('No restore of this backup broke off after the rows: leave out --continue.');
}
