import type { Knex } from 'knex';

/** How many rows of which shape there are, by table and shape. */
export type RowShapes = Map<string, number>;

/** Columns whose words tell in what state a row is. */
const STATES = ['status', 'phase', 'kind', 'action', 'failure', 'role', 'verdict', 'method'];

/** Tables whose rows have no time of their own: all of them are looked at. */
const WITHOUT_TIME = ['leaderboard_entries', 'leaderboard_sums'];

/** The moment as the database has it. */
export const databaseNow = async (db: Knex): Promise<Date> =>
  (await db.raw<{ rows: [{ now: Date }] }>('SELECT clock_timestamp() AS now')).rows[0].now;

/**
 * The rows of all tables that were made since, without what differs between any two of them: of ids, times and texts
 * only whether they are there, but numbers and states as they are. So the effects of one request on two students can
 * be compared. Uploads that were not finished are left out: nobody sees them, and the sweep removes them.
 */
export async function rowShapes(db: Knex, since: Date): Promise<RowShapes> {
  const tables: string[] = await db('pg_tables')
    .where({ schemaname: 'public' })
    .whereNotIn('tablename', ['subjects', 'topics'])
    .whereNot('tablename', 'like', 'knex_%')
    .orderBy('tablename')
    .pluck('tablename');
  const shape = `(SELECT string_agg(key || '=' || CASE
      WHEN key = ANY(:states) OR jsonb_typeof(value) IN ('number', 'boolean') THEN value::text
      ELSE (jsonb_typeof(value) <> 'null')::text END, ' ' ORDER BY key) FROM jsonb_each(to_jsonb(t)))`;
  const isNew = (table: string) => (WITHOUT_TIME.includes(table) ? 'true' : 'created_at >= :since');
  const union = tables
    .map((table) => `SELECT '${table} ' || ${shape} AS shape FROM "${table}" t WHERE ${isNew(table)}`)
    .join(' UNION ALL ');
  const { rows } = await db.raw<{ rows: { shape: string; n: number }[] }>(
    `SELECT shape, count(*)::integer AS n FROM (${union}) all_rows
     WHERE shape NOT LIKE 'materials %status="uploading"%' GROUP BY shape`,
    { states: STATES, since },
  );
  return new Map(rows.map(({ shape, n }) => [shape, n]));
}

/** What there is more, or less, of each shape after than before. */
export function shapeChanges(before: RowShapes, after: RowShapes): Record<string, number> {
  const shapes = new Set([...before.keys(), ...after.keys()]);
  const changes = [...shapes].map((shape) => [shape, (after.get(shape) ?? 0) - (before.get(shape) ?? 0)] as const);
  return Object.fromEntries(changes.filter(([, change]) => change !== 0).sort());
}
