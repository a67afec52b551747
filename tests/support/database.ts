import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** A database of a test file's own. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/**
 * Clones the migrated template that the runner made; some 50 ms. Its files are copied: by the log, as is usual, a clone
 * would write all of them twice.
 */
export async function cloneDatabase(): Promise<TestDatabase> {
  const server = env('DATABASE_URL');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `CREATE DATABASE ${name} TEMPLATE ${env('TEST_TEMPLATE_DATABASE')} STRATEGY file_copy`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

/** A variable that the test runner sets. @throws Error naming the command that sets it. */
export function env(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run tests by npm test -- FILE`);
  return value;
}

async function administer(server: string, statement: string): Promise<void> {
  const url = new URL(server);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
