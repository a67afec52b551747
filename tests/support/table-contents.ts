import type { Knex } from 'knex';

/** What the product brings with it: megabytes that are the same in every database. */
const CONTENT = ['lessons', 'quiz_questions'];

/** Of the versions of a table's rows: any write changes it, and it costs a fraction of reading the rows. */
const MARK = `md5(string_agg(t.ctid::text || t.xmin::text, ' ' ORDER BY t.ctid))`;
const ROWS = `string_agg(t::text, E'\\n' ORDER BY t::text)`;

/** A mark of every table, by table: to see that nothing was written, not even what stood there before. */
export const tableMarks = (db: Knex): Promise<Record<string, string | null>> => ofTables(db, () => MARK);

/** Every row of every table, by table, but marks of the product's content: to see that all is as it was. */
export const tableContents = (db: Knex): Promise<Record<string, string | null>> =>
  ofTables(db, (table) => (CONTENT.includes(table) ? MARK : ROWS));

async function ofTables(db: Knex, summary: (table: string) => string): Promise<Record<string, string | null>> {
  const tables: string[] = await db('pg_tables').where({ schemaname: 'public' }).pluck('tablename');
  const each = tables.map(
    (table) => `SELECT '${table}' AS name, (SELECT ${summary(table)} FROM "${table}" t) AS summary`,
  );
  const { rows } = await db.raw<{ rows: { name: string; summary: string | null }[] }>(
    `${each.join(' UNION ALL ')} ORDER BY name`,
  );
  return Object.fromEntries(rows.map(({ name, summary }) => [name, summary]));
}
