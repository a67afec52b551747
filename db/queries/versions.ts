import type { Knex } from 'knex';

/** The version of what a student sees; 0 of who has changed nothing yet. */
export async function findVersion(db: Knex, userId: string): Promise<number> {
  const found = await db('userStats').where({ userId }).first('version');
  return found?.version ?? 0;
}

/** Tells every process that listens of a version. */
export async function notifyVersion(db: Knex, userId: string, version: number): Promise<void> {
  await db.raw(`SELECT pg_notify('version_raised', ?)`, [`${userId} ${version}`]);
}
