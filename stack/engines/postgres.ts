import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDatabase } from '../databases.js';
import { isOurs } from '../processes.js';
import { type Engine, plainEnvironment } from './engine.js';
import { findPostgres } from './postgres-binaries.js';
import { clusterOf, locatePostgres, type PostgresLocation, removeFallbackFolder } from './postgres-location.js';

const LOCALE = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';

/** @throws Error with what initdb says */
function initialize({ bin, cluster, user }: PostgresLocation, env: NodeJS.ProcessEnv): void {
  if (existsSync(join(cluster, 'PG_VERSION'))) return;
  const args = [
    '-D',
    cluster,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    `--locale=${LOCALE}`,
    '--no-instructions',
  ];
  const run = spawnSync(join(bin, 'initdb'), args, { ...user, env, cwd: '/', encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`initdb failed: ${run.error?.message ?? run.stderr.trim()}`);
}

/** After a crash the lock file names a pid that may be another program's by now; PostgreSQL would not start. */
function dropStaleLock(cluster: string): void {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  if (!isOurs({ pid, marker: cluster })) rmSync(file);
}

function settings(port: number, durable: boolean): string[] {
  const options = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A DETAIL line would hold the values of the row that an error is about.
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: '0',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The truth about the product. */
export const postgres: Engine = {
  name: 'postgres',
  title: 'PostgreSQL',
  variable: 'DATABASE_URL',
  ports: ['postgres'],
  address: (ports) => `postgres://postgres@127.0.0.1:${ports.postgres}/scholium`,
  removeOutside: removeFallbackFolder,
  check: ensureDatabase,
  async launch({ data, ports, durable, startChild }) {
    mkdirSync(data, { recursive: true });
    const location = locatePostgres(data, findPostgres(clusterOf(data)));
    const { bin, cluster, user } = location;
    const env = plainEnvironment(cluster);
    initialize(location, env);
    dropStaleLock(cluster);
    return startChild({
      command: join(bin, 'postgres'),
      args: ['-D', cluster, ...settings(ports.postgres, durable)],
      marker: cluster,
      env,
      cwd: '/',
      ...(user ? { user } : {}),
      // Ends connections instead of waiting for them.
      stopSignal: 'SIGINT',
    });
  },
};
