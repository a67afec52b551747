import type { Knex } from 'knex';

/** Schemas that are ours alone. */
const SCHEMAS = ['boards'];

/** What is in the schema public and of no extension, tables first: sequences of their columns go with them. */
const CONTENTS = `
  SELECT kind, name FROM (
    SELECT 'pg_class'::regclass AS catalog, c.oid AS id, format('%I.%I', n.nspname, relname) AS name, relnamespace AS schema,
      CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind
    FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind IN ('r', 'p', 'v', 'm', 'S')
    UNION ALL
    SELECT 'pg_proc'::regclass, p.oid,
      format('%I.%I(%s)', n.nspname, proname, pg_get_function_identity_arguments(p.oid)), pronamespace, 'ROUTINE'
    FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
    UNION ALL
    -- Types of rows belong to their tables.
    SELECT 'pg_type'::regclass, t.oid, format('%I.%I', n.nspname, typname), typnamespace, 'TYPE'
    FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace LEFT JOIN pg_class c ON c.oid = typrelid
    WHERE typtype IN ('e', 'd', 'r') OR c.relkind = 'c'
    UNION ALL
    SELECT 'pg_ts_config'::regclass, c.oid, format('%I.%I', n.nspname, cfgname), cfgnamespace, 'TEXT SEARCH CONFIGURATION'
    FROM pg_ts_config c JOIN pg_namespace n ON n.oid = cfgnamespace
    UNION ALL
    SELECT 'pg_ts_dict'::regclass, d.oid, format('%I.%I', n.nspname, dictname), dictnamespace, 'TEXT SEARCH DICTIONARY'
    FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = dictnamespace
  ) AS everything
  WHERE schema = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = catalog AND objid = id AND deptype = 'e')
  ORDER BY kind <> 'TABLE'`;

/**
 * Takes away the tables of a database that nobody has used, as a first start leaves them, and all that goes with them.
 * The schema public stays, with its grants, its default privileges and its extensions: a role that is no superuser could
 * make none of them again.
 */
export async function dropContents(trx: Knex): Promise<void> {
  for (const schema of SCHEMAS) await trx.raw('DROP SCHEMA IF EXISTS ?? CASCADE', [schema]);
  const { rows } = await trx.raw<{ rows: { kind: string; name: string }[] }>(CONTENTS);
  for (const { kind, name } of rows) await trx.raw(`DROP ${kind} IF EXISTS ${name} CASCADE`);
  await trx.raw('CREATE EXTENSION IF NOT EXISTS vector');
}
