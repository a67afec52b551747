import pg from 'pg';

const NO_SUCH_DATABASE = '3D000';
const DUPLICATE_DATABASE = '42P04';

/** Runs something on one connection. */
async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  // A connection that the server ends later must not end us.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(name)}`;
  return other.href;
}

function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

const isCode = (error: unknown, code: string) => (error as { code?: string }).code === code;

/** Makes sure that this database exists and answers a query. @throws whatever the server answers */
export async function ensureDatabase(url: string): Promise<void> {
  const ask = () => connected(url, (client) => client.query('SELECT 1'));
  try {
    await ask();
  } catch (error) {
    if (!isCode(error, NO_SUCH_DATABASE)) throw error;
    await createDatabase(url);
    await ask();
  }
}

/** Makes this database through the server's `postgres` one, unless it is there. */
async function createDatabase(url: string): Promise<void> {
  await connected(withDatabase(url, 'postgres'), async (client) => {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(databaseOf(url))}`).catch((error) => {
      if (!isCode(error, DUPLICATE_DATABASE)) throw error;
    });
  });
}

/** Removes a database and whoever is still connected to it. */
export async function dropDatabase(url: string): Promise<void> {
  await connected(withDatabase(url, 'postgres'), (client) =>
    client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(databaseOf(url))} WITH (FORCE)`),
  );
}

/** Whether nobody has signed up yet. */
export async function hasNoUsers(url: string): Promise<boolean> {
  const { rowCount } = await connected(url, (client) => client.query('SELECT 1 FROM users LIMIT 1'));
  return rowCount === 0;
}
