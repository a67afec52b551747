import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process of ours on disk: enough to prove later that a pid is still that process, and to end it as it likes. */
export interface ProcessRecord {
  pid: number;
  /** A path that only our process has in its command line. */
  marker: string;
  startedAt: string;
  stopSignal: NodeJS.Signals;
  graceMs: number;
}

/** The command line of a process, words parted by spaces; undefined when there is no such process (or a dead one). */
export function commandLine(pid: number): string | undefined {
  try {
    const text =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        : execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return text.trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Whether a command line holds the marker as a whole path: `/a/x` is not in `/a/x2`, nor in `/b/a/x`. */
export function holdsMarker(command: string, marker: string): boolean {
  for (let at = command.indexOf(marker); at >= 0; at = command.indexOf(marker, at + 1)) {
    const before = command[at - 1] ?? ' ';
    const after = command[at + marker.length] ?? ' ';
    if (/[\s=]/.test(before) && /[\s/]/.test(after)) return true;
  }
  return false;
}

/** Whether this pid is alive and still the process that was recorded. */
export function isOurs({ pid, marker }: Pick<ProcessRecord, 'pid' | 'marker'>): boolean {
  const command = commandLine(pid);
  return command !== undefined && holdsMarker(command, marker);
}

/** Writes down a process under a name. */
export function record(folder: string, name: string, process: ProcessRecord): void {
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(process));
}

/** Forgets a process that ended. */
export function forget(folder: string, name: string): void {
  rmSync(join(folder, `${name}.json`), { force: true });
}

/** What was written down under a name; undefined when nothing was, or only half a file. */
export function recorded(folder: string, name: string): ProcessRecord | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as ProcessRecord;
  } catch {
    return undefined;
  }
}

/** Sends a signal; a process that has just ended is no error. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Kills a process that leads a group (all children of ours do), and the group with it. */
export function killGroup(pid: number): void {
  signal(-pid, 'SIGKILL');
  signal(pid, 'SIGKILL');
}

/** Ends a process that proves to be ours, gently and then by force; resolves when it is gone. Leaves others alone. */
export async function endProcess(target: ProcessRecord): Promise<void> {
  if (!isOurs(target)) return;
  signal(target.pid, target.stopSignal);
  const deadline = Date.now() + target.graceMs;
  while (isOurs(target) && Date.now() < deadline) await sleep(20);
  while (isOurs(target)) {
    killGroup(target.pid);
    await sleep(20);
  }
  // What it started itself goes with it.
  signal(-target.pid, 'SIGKILL');
}

/** Ends what an earlier launcher left behind in this folder. Resolves to the names of what was still alive. */
export async function endLeftovers(folder: string): Promise<string[]> {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .filter((name) => recorded(folder, name)?.pid !== process.pid);
  const ended = await Promise.all(
    names.map(async (name) => {
      const target = recorded(folder, name);
      const alive = target !== undefined && isOurs(target);
      if (alive) await endProcess(target);
      forget(folder, name);
      return alive ? [name] : [];
    }),
  );
  return ended.flat();
}
