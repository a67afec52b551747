import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { PostgresBinaries } from './postgres-binaries.js';

/** PostgreSQL refuses to run as root, so root runs it as nobody: this is where nobody can reach things of a closed folder. */
const FALLBACK_FOLDERS = '/var/lib/scholium';

/** Where a cluster lies, by which binaries it is served, and as whom. */
export interface PostgresLocation {
  bin: string;
  cluster: string;
  user?: { uid: number; gid: number };
}

function nobody(): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** The fallbackFolder of a data folder: outlives a restart of the machine, and no other checkout has it. */
function fallbackFolderOf(data: string): string {
  return join(FALLBACK_FOLDERS, createHash('sha256').update(data).digest('hex').slice(0, 16));
}

/** Copies the installation, and the libraries that its wheel keeps beside the package; its name appears when all is there. */
function copyBinaries({ bin, version }: PostgresBinaries, fallbackFolder: string): string {
  const installation = dirname(bin);
  const wheel = dirname(installation);
  const copy = join(fallbackFolder, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.new`;
    rmSync(draft, { recursive: true, force: true });
    for (const folder of [installation, `${wheel}.libs`].filter(existsSync))
      cpSync(folder, join(draft, relative(dirname(wheel), folder)), { recursive: true, verbatimSymlinks: true });
    renameSync(draft, copy);
  }
  return join(copy, relative(dirname(wheel), bin));
}

/** Where the cluster of this data folder lies: in it, or in its fallbackFolder when root works where nobody cannot reach. */
export function clusterOf(data: string): string {
  const fallback = join(fallbackFolderOf(data), 'cluster');
  return process.getuid?.() === 0 && existsSync(fallback) ? fallback : join(data, 'cluster');
}

/** Finds a place and a user for PostgreSQL; as root makes the cluster's folder and gives it to that user. */
export function locatePostgres(data: string, binaries: PostgresBinaries): PostgresLocation {
  const cluster = clusterOf(data);
  if (process.getuid?.() !== 0) return { bin: binaries.bin, cluster };
  const user = nobody();
  const can = (command: string, args: string[]) => spawnSync(command, args, { ...user, cwd: '/' }).status === 0;
  const fallbackFolder = fallbackFolderOf(data);
  const reaches = can('/bin/sh', ['-c', 'cd -- "$1"', 'sh', data]);
  const runs = can(join(binaries.bin, 'postgres'), ['--version']);
  if (!reaches || !runs) {
    mkdirSync(fallbackFolder, { recursive: true, mode: 0o755 });
    writeFileSync(join(fallbackFolder, 'belongs-to'), `${data}\n`);
  }
  const place = reaches ? cluster : join(fallbackFolder, 'cluster');
  mkdirSync(place, { recursive: true, mode: 0o700 });
  chownSync(place, user.uid, user.gid);
  return { bin: runs ? binaries.bin : copyBinaries(binaries, fallbackFolder), cluster: place, user };
}

/** Removes what lies outside the data folder. */
export function removeFallbackFolder(data: string): void {
  rmSync(fallbackFolderOf(data), { recursive: true, force: true });
}
