import type { Knex } from 'knex';
import type { PersonalTable } from '../../../db/personal-data.js';
import { columnsOf, readJsonRows } from '../../../db/queries/exports.js';

export interface RowsInput {
  userId: string;
  table: PersonalTable;
  /** Is told how many rows each piece holds. */
  counted: (rows: number) => void;
}

/** Rows in memory at once; a page of a document may have some 100 KB of text. */
const BATCH = 50;

/**
 * A person's rows of one table as a JSON array, in pieces. Read batch by batch in the order of the table's key,
 * each in a short query of its own, as fast as the pieces are taken.
 */
export async function* jsonOfRows(
  { db }: { db: Knex },
  { userId, table: { table, key, owner, omit }, counted }: RowsInput,
): AsyncGenerator<string> {
  const columns = (await columnsOf(db, table)).filter((column) => !omit.includes(column));
  let after: Record<string, string | number> | undefined;
  let before = '[\n';
  for (;;) {
    const rows = await readJsonRows(db, { table, key, columns, owner }, { userId, after, limit: BATCH });
    counted(rows.length);
    if (rows.length > 0) yield before + rows.join(',\n');
    if (rows.length > 0) before = ',\n';
    if (rows.length < BATCH) break;
    after = keyOf(key, rows.at(-1) ?? '{}');
  }
  yield before === ',\n' ? '\n]\n' : '[]\n';
}

/** Ids, words and page numbers, which JSON keeps as they are. */
function keyOf(key: readonly string[], json: string): Record<string, string | number> {
  const row = JSON.parse(json) as Record<string, string | number>;
  return Object.fromEntries(key.map((column) => [column, row[column] ?? '']));
}
