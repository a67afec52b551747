import type { Knex } from 'knex';

interface Column {
  name: string;
  type: string;
  storage: string | null;
  isRequired: boolean;
  default: string | null;
  isGenerated: boolean;
  comment: string | null;
}

interface Constraint {
  name: string;
  definition: string;
  columns: string[];
}

interface Table {
  name: string;
  comment: string | null;
  options: string | null;
  columns: Column[];
  constraints: Constraint[];
  /** Indexes that are not a constraint's, and triggers. */
  statements: string[];
}

/** Tables in the order in which they were made, which is that of the migrations; extensions and knex keep some too. */
const TABLES = `
  SELECT c.relname AS name, obj_description(c.oid, 'pg_class') AS comment, array_to_string(c.reloptions, ', ') AS options,
    ARRAY(
      SELECT jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
        'storage', CASE WHEN a.attstorage <> t.typstorage THEN CAST(a.attstorage AS text) END,
        'isRequired', a.attnotnull, 'default', pg_get_expr(d.adbin, d.adrelid, true), 'isGenerated', a.attgenerated <> '',
        'comment', col_description(c.oid, a.attnum))
      FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
    ) AS columns,
    ARRAY(
      SELECT jsonb_build_object('name', k.conname, 'definition', pg_get_constraintdef(k.oid, true),
        'columns', ARRAY(SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum = ANY (k.conkey)))
      FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype IN ('p', 'u', 'f', 'c')
      ORDER BY array_position(ARRAY['p', 'u', 'f', 'c'], CAST(k.contype AS text)), k.oid
    ) AS constraints,
    ARRAY(
      SELECT pg_get_indexdef(i.indexrelid, 0, true) FROM pg_index i
      WHERE i.indrelid = c.oid AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))
      ORDER BY i.indexrelid
    ) || ARRAY(
      SELECT pg_get_triggerdef(g.oid, true) FROM pg_trigger g WHERE g.tgrelid = c.oid AND NOT g.tgisinternal ORDER BY g.tgname
    ) AS statements
  FROM pg_class c
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND c.relname NOT LIKE 'knex%'
  ORDER BY c.oid`;

const FUNCTIONS = `
  SELECT pg_get_functiondef(p.oid) AS definition FROM pg_proc p
  WHERE p.pronamespace = current_schema()::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  ORDER BY p.proname`;

const EXTENSIONS = `SELECT extname AS name FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY extname`;

const HEAD =
  '-- The schema that db/migrations make, for reading. Written by `npm run schema`; a test holds it against a database.';

/** The schema of a database as SQL to read: every table with its columns, constraints, indexes, triggers and comments. */
export async function schemaText(db: Knex): Promise<string> {
  const extensions = await db.raw<{ rows: { name: string }[] }>(EXTENSIONS);
  const functions = await db.raw<{ rows: { definition: string }[] }>(FUNCTIONS);
  const tables = await db.raw<{ rows: Table[] }>(TABLES);
  const parts = [
    HEAD,
    ...extensions.rows.map(({ name }) => `CREATE EXTENSION ${name};`),
    ...functions.rows.map(({ definition }) => `${definition.replaceAll('public.', '').trim()};`),
    ...tables.rows.map((table) => plainer(tableText(table))),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** PostgreSQL spells out what is understood: types of literals, the kind of index, the schema. */
const plainer = (sql: string): string =>
  sql
    .replaceAll(/::(text|jsonb|uuid|integer|interval|double precision)\b(\[\])?/g, '')
    .replaceAll(/= ANY \(ARRAY\[([^\]]*)\]\)/g, 'IN ($1)')
    .replaceAll(/<> ALL \(ARRAY\[([^\]]*)\]\)/g, 'NOT IN ($1)')
    .replaceAll(' USING btree', '')
    .replaceAll('public.', '');

function tableText({ name, comment, options, columns, constraints, statements }: Table): string {
  const widths = { name: widthOf(columns.map((column) => column.name)), type: widthOf(columns.map(typeText)) };
  const lines = [
    ...columns.flatMap((column) => columnLines(column, widths, constraints.filter(isOnlyOf(column.name)))),
    ...constraints.filter(({ columns }) => columns.length > 1).map(constraintLine),
  ];
  return [
    ...commentLines(comment, ''),
    `CREATE TABLE ${name} (\n${lines.join('\n').replace(/,$/, '')}\n)${options ? ` WITH (${options})` : ''};`,
    ...statements.map((statement) => `${statement.replace(/ (FOR EACH ROW|EXECUTE FUNCTION)/g, '\n  $1')};`),
  ].join('\n');
}

const isOnlyOf =
  (column: string) =>
  ({ columns }: Constraint): boolean =>
    columns.length === 1 && columns[0] === column;

const widthOf = (texts: string[]): number => Math.max(...texts.map((text) => text.length));
const commentLines = (comment: string | null, indent: string): string[] => (comment ? [`${indent}-- ${comment}`] : []);

/** Checks have their names, since errors tell no more of them. */
const constraintLine = ({ name, definition }: Constraint): string =>
  definition.startsWith('CHECK') ? `  CONSTRAINT ${name} ${definition},` : `  ${definition},`;

const STORAGES: Record<string, string> = { p: 'PLAIN', e: 'EXTERNAL', m: 'MAIN', x: 'EXTENDED' };
const typeText = ({ type, storage }: Column): string =>
  type.replace('timestamp with time zone', 'timestamptz') + (storage ? ` STORAGE ${STORAGES[storage]}` : '');

function columnLines(column: Column, widths: { name: number; type: number }, constraints: Constraint[]): string[] {
  const definitions = constraints.map(({ definition }) =>
    definition.replace(/^(FOREIGN KEY \(\w+\) )|(?<=^(PRIMARY KEY|UNIQUE)) \(\w+\)/, ''),
  );
  const required = column.isRequired && !definitions.includes('PRIMARY KEY') ? ['NOT NULL'] : [];
  const words = [...required, ...defaultText(column), ...definitions].join(' ');
  const line = `  ${column.name.padEnd(widths.name)} ${typeText(column).padEnd(widths.type)} ${words}`;
  return [...commentLines(column.comment, '  '), `${line.trimEnd()},`];
}

function defaultText({ default: value, isGenerated }: Column): string[] {
  if (value === null) return [];
  return [isGenerated ? `GENERATED ALWAYS AS (${value}) STORED` : `DEFAULT ${value}`];
}
