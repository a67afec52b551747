import knex, { type Knex } from 'knex';
import ClientPG from 'knex/lib/dialects/postgres/index.js';
import { knexSnakeCaseMappers } from 'objection';
import pg from 'pg';
import { ENGINE_WAITS_MS } from '../domain/wait-limits.js';
import { countStatement } from '../lib/statement-tally.js';
import { isTraced, traced } from '../lib/trace.js';

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

/**
 * The settings of every PostgreSQL connection: types, time zone, and bounds on waiting. The server ends a statement
 * first; where the server itself hangs, the client gives up a little later.
 */
export const connectionSettings = (
  databaseUrl: string,
  statementMs: number = ENGINE_WAITS_MS.postgresStatement,
): pg.ClientConfig => ({
  connectionString: databaseUrl,
  types,
  application_name: 'scholium',
  connectionTimeoutMillis: ENGINE_WAITS_MS.postgresConnection,
  keepAlive: true,
  query_timeout: statementMs + ENGINE_WAITS_MS.postgresGrace,
  options: [
    '-c timezone=UTC -c idle_in_transaction_session_timeout=30s',
    `-c statement_timeout=${statementMs}ms -c lock_timeout=${Math.min(statementMs, MAX_LOCK_MS)}ms`,
  ].join(' '),
});

/** Whoever holds a lock this long hangs. */
const MAX_LOCK_MS = 10_000;

/** Characters of a statement that traces hold; it has placeholders in the place of values. */
const MAX_TEXT = 300;

/** A connection as knex keeps it. */
interface PooledConnection {
  connection: { stream: { destroy(): void } };
  /** knex gives a connection that carries this to nobody any more. */
  __knex__disposed?: unknown;
}

/**
 * A connection whose server did not answer in time still waits for the response: whoever got it next would wait, too.
 * What is sent is counted to the work that sent it, and is a span of it.
 */
class PostgresClient extends ClientPG {
  override async _query(connection: PooledConnection, query: { sql: string }): Promise<unknown> {
    const began = performance.now();
    try {
      if (!isTraced()) return await super._query(connection, query);
      const attributes = { 'db.system.name': 'postgresql', 'db.query.text': query.sql.slice(0, MAX_TEXT) };
      return await traced('PostgreSQL', attributes, () => super._query(connection, query));
    } catch (error) {
      if (error instanceof Error && error.message === 'Query read timeout') {
        connection.__knex__disposed = error;
        connection.connection.stream.destroy();
      }
      throw error;
    } finally {
      countStatement(query.sql, began);
    }
  }
}

/** knex would print what it also throws, in the middle of our JSON lines. */
export const SILENT = { warn() {}, error() {}, deprecate() {}, debug() {} };

/**
 * A pool of connections; nothing is opened before the first query.
 * Errors carry the statement with placeholders, never the values.
 */
export function createKnex(databaseUrl: string, poolMax: number, statementMs?: number): Knex {
  return knex({
    client: PostgresClient,
    connection: connectionSettings(databaseUrl, statementMs) as Knex.PgConnectionConfig,
    pool: { min: 0, max: poolMax },
    acquireConnectionTimeout: ENGINE_WAITS_MS.postgresConnection,
    compileSqlOnError: false,
    log: SILENT,
    ...knexSnakeCaseMappers(),
  });
}

/** Works on a database with connections of its own, which are closed behind it: for commands, and before anything serves. */
export async function withKnex<T>(databaseUrl: string, work: (db: Knex) => Promise<T>): Promise<T> {
  const db = createKnex(databaseUrl, 1);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}
