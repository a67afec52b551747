import type { Knex } from 'knex';
import type { Run } from '../../domain/runs/flows.js';
import { Export } from '../models/export.js';
import { Material } from '../models/material.js';
import type { PersonalTable } from '../personal-data.js';
import { heldBy, workable } from './runs.js';

/** A student's own export; undefined for anyone else's. */
export async function findExport(db: Knex, userId: string, id: string): Promise<Export | undefined> {
  return Export.query(db).findById(id).where({ userId });
}

/** The row while it is a run's, and its owner's account is in use. */
const workedOn = (db: Knex, run: Run) =>
  Export.query(db).modify(heldBy('exportAccount', run)).modify(workable('exportAccount'));

/**
 * Makes another try at writing an export's file the one that counts.
 * @param expiresAt how long its remains are kept where it comes to nothing
 * @returns whose it is and the number of the try; undefined where the row is not the run's, or its owner is leaving
 */
export async function beginWriting(
  db: Knex,
  run: Run,
  expiresAt: Date,
): Promise<Pick<Export, 'userId' | 'writeNo'> | undefined> {
  const [row] = await workedOn(db, run)
    .patch({ writeNo: Export.raw('write_no + 1'), expiresAt })
    .returning(['userId', 'writeNo']);
  return row;
}

/** Whether a try is still the one that counts, and its owner's account in use. */
export async function isCurrentWrite(db: Knex, { writeNo, ...run }: Run & { writeNo: number }): Promise<boolean> {
  return (await workedOn(db, run).where({ writeNo }).select('id').first()) !== undefined;
}

/** Which rows and columns of a table to read, in the order of its key. */
export interface RowSource extends Pick<PersonalTable, 'table' | 'key' | 'owner'> {
  columns: readonly string[];
}

/** The columns of a table, in order. */
export async function columnsOf(db: Knex, table: string): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { name: string }[] }>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = :table ORDER BY ordinal_position`,
    { table },
  );
  return rows.map(({ name }) => name);
}

/**
 * Rows as JSON objects made by the database, which knows every type: instants in UTC, dates as they are, exact integers.
 * @param after the key of the last row that was read
 */
export async function readJsonRows(
  db: Knex,
  { table, key, columns, owner }: RowSource,
  { userId, after, limit }: { userId: string; after: Record<string, string | number> | undefined; limit: number },
): Promise<string[]> {
  const keys = key.join(', ');
  const following = after ? `AND (${keys}) > (${key.map((column) => `:${column}`).join(', ')})` : '';
  const { rows } = await db.raw<{ rows: { json: string }[] }>(
    `SELECT CAST(row_to_json(picked) AS text) AS json
     FROM (SELECT ${columns.join(', ')} FROM ${table} WHERE (${owner}) ${following} ORDER BY ${keys} LIMIT :limit) AS picked`,
    { ...after, userId, limit },
  );
  return rows.map(({ json }) => json);
}

/** A student's materials with a title, by id, those after `after` only. */
export async function listOriginals(
  db: Knex,
  ownerId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<Pick<Material, 'id' | 'title' | 'format'>[]> {
  const query = Material.query(db).where({ ownerId }).orderBy('id').limit(limit).select('id', 'title', 'format');
  if (after) query.where('id', '>', after);
  return query;
}
