import knex, { type Knex } from 'knex';
import { knexSnakeCaseMappers } from 'objection';
import pg from 'pg';

const { builtins } = pg.types;

/** int8 as a number, or an error: a count that lost digits would be a lie. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} is beyond a safe integer`);
  return value;
}

const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === builtins.DATE) return (text: string) => text;
    if (oid === builtins.INT8) return safeInteger;
    return pg.types.getTypeParser(oid, format);
  },
} as pg.CustomTypesConfig;

/** The settings of every PostgreSQL connection: types, time zone, and bounds on waiting. */
export const connectionSettings = (databaseUrl: string): pg.ClientConfig => ({
  connectionString: databaseUrl,
  types,
  application_name: 'scholium',
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  options: '-c timezone=UTC -c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=30s',
});

/** knex would print what it also throws, in the middle of our JSON lines. */
export const SILENT = { warn() {}, error() {}, deprecate() {}, debug() {} };

/**
 * A pool of connections; nothing is opened before the first query.
 * Errors carry the statement with placeholders, never the values.
 */
export function createKnex(databaseUrl: string, poolMax: number): Knex {
  return knex({
    client: 'pg',
    connection: connectionSettings(databaseUrl) as Knex.PgConnectionConfig,
    pool: { min: 0, max: poolMax },
    acquireConnectionTimeout: 5_000,
    compileSqlOnError: false,
    log: SILENT,
    ...knexSnakeCaseMappers(),
  });
}

/** Asks Postgres for a sign of life. @throws without one. */
export async function pingPostgres(db: Knex): Promise<void> {
  await db.raw('SELECT 1');
}
