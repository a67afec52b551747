import type { Knex } from 'knex';

/** Every row of every table, by table: to see that nothing was written. */
export async function tableContents(db: Knex): Promise<Record<string, string[]>> {
  const tables: string[] = await db('pg_tables')
    .where({ schemaname: 'public' })
    .orderBy('tablename')
    .pluck('tablename');
  const contents: Record<string, string[]> = {};
  for (const table of tables) {
    const { rows } = await db.raw<{ rows: { row: string }[] }>(
      `SELECT CAST(t AS text) AS row FROM ?? AS t ORDER BY 1`,
      [table],
    );
    contents[table] = rows.map(({ row }) => row);
  }
  return contents;
}
