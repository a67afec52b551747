import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { commandLine } from './processes.js';

const LISTEN = '0A';

/** The socket inode that listens on a port, out of the text of /proc/net/tcp or tcp6. */
export function listeningInode(table: string, port: number): string | undefined {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  for (const line of table.split('\n').slice(1)) {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
    if (local?.endsWith(`:${hex}`) && state === LISTEN) return inode;
  }
  return undefined;
}

async function pidOfSocket(inode: string): Promise<number | undefined> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    // Processes of other users, and those that just ended, cannot be looked into.
    const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
    const links = await Promise.all(files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => '')));
    if (links.includes(`socket:[${inode}]`)) return Number(pid);
  }
  return undefined;
}

async function pidOnLinux(port: number): Promise<number | undefined> {
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')),
  );
  const inode = tables.map((table) => listeningInode(table, port)).find(Boolean);
  return inode ? pidOfSocket(inode) : undefined;
}

async function pidByLsof(port: number): Promise<number | undefined> {
  const run = promisify(execFile)('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN']);
  const pid = await run.then(({ stdout }) => Number.parseInt(stdout, 10)).catch(() => undefined);
  return pid || undefined;
}

/** Who listens on a port, as `command (pid n)`; undefined when the system does not tell. */
export async function portOwner(port: number): Promise<string | undefined> {
  const pid = process.platform === 'linux' ? await pidOnLinux(port) : await pidByLsof(port);
  if (!pid) return undefined;
  return `${commandLine(pid)?.slice(0, 120) ?? 'a process'} (pid ${pid})`;
}
