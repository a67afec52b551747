import type { Knex } from 'knex';
import type { PersonalTable } from '../personal-data.js';

/** A table of which a person's rows are taken. */
type OwnedRows = Pick<PersonalTable, 'table' | 'key' | 'owner'>;

/** Deletes some of a person's rows. @returns how many; less than the limit means that there are no more. */
export async function deleteRows(
  db: Knex,
  { table, key, owner }: OwnedRows,
  { userId, limit }: { userId: string; limit: number },
): Promise<number> {
  const keys = key.join(', ');
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `DELETE FROM ${table} WHERE (${keys}) IN (SELECT ${keys} FROM ${table} WHERE ${owner} LIMIT :limit)`,
    { userId, limit },
  );
  return rowCount;
}

/** The next of a person's rows that runs worked on, by id, with the number of its last run. */
export async function listWorkedOn(
  db: Knex,
  { table, owner }: OwnedRows,
  { userId, after, limit }: { userId: string; after: string | undefined; limit: number },
): Promise<{ id: string; runNo: number }[]> {
  const following = after ? 'AND id > :after' : '';
  const { rows } = await db.raw<{ rows: { id: string; runNo: number }[] }>(
    `SELECT id, run_no AS "runNo" FROM ${table} WHERE ${owner} ${following} ORDER BY id LIMIT :limit`,
    { userId, after: after ?? null, limit },
  );
  return rows;
}
