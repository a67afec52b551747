import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, renameSync, statSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Home, ROOT } from './paths.js';
import { endProcess, forget, killGroup, type ProcessRecord, record } from './processes.js';

const REAPER = fileURLToPath(new URL('./orphan-reaper.ts', import.meta.url));
const LARGEST_LOG_BYTES = 10 * 1024 * 1024;

export interface ChildOptions {
  name: string;
  command: string;
  args: string[];
  /** A path in the command line that no other process has; proves that a pid is still this child. */
  marker: string;
  env: NodeJS.ProcessEnv;
  cwd?: string;
  /** Another user to run as, when we are root. */
  user?: { uid: number; gid: number };
  stopSignal?: NodeJS.Signals;
  /** How long it may take to stop before it is killed. */
  graceMs?: number;
  /** Of one that stands on the others, and needs them to end its work: it has stopped before they are asked to. */
  stopsFirst?: boolean;
  /** By default a log file of its own; `stderr` shares our standard error. */
  output?: 'log' | 'stderr';
}

export interface Child {
  readonly pid: number;
  readonly logFile: string;
  /** Resolves when it has ended, to how: `exit code 1`, `signal SIGKILL`. */
  readonly exited: Promise<string>;
  hasExited(): boolean;
  /** Its exit code; undefined while it runs and when a signal ended it. */
  exitCode(): number | undefined;
  stop(): Promise<void>;
}

interface Alive extends Child {
  stopsFirst: boolean;
}

/** The child processes of one launcher; none of them outlives it. */
export interface Children {
  readonly home: Home;
  /** Starts one. @throws Error when the command cannot be run, or everything is being stopped */
  start(options: ChildOptions): Promise<Child>;
  isClosing(): boolean;
  /** Refuses new ones and stops all: those that stand on the others first. */
  close(): Promise<void>;
  /** Kills all at once. */
  kill(): void;
}

/** Watches over processes from outside, in case this one is killed; see orphan-reaper.ts. */
function startReaper() {
  const reaper = spawn(process.execPath, ['--import', 'tsx', REAPER], {
    cwd: ROOT,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // A reaper that was killed leaves the next start to clean up.
  reaper.on('error', () => {});
  reaper.stdin.on('error', () => {});
  reaper.unref();
  (reaper.stdin as unknown as Socket).unref();
  return reaper;
}

/** A log file to append to; a large one of earlier is put aside first. */
function openLog(file: string): number {
  if (existsSync(file) && statSync(file).size > LARGEST_LOG_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, 'a');
}

/** Keeps the children of one launcher, with their records in `home.run` and their logs in `home.logs`. */
export function createChildren(home: Home): Children {
  const reaper = startReaper();
  const alive = new Map<string, Alive>();
  let closing = false;

  async function start(options: ChildOptions): Promise<Child> {
    if (closing) throw new Error('Stopping');
    const { name, marker } = options;
    const logFile = join(home.logs, `${name}.log`);
    const process_ = spawnChild(options, logFile);
    const { pid } = process_;
    if (pid === undefined) {
      const [error] = await once(process_, 'error');
      throw new Error(`${options.command} cannot be run: ${(error as Error).message}`);
    }
    const { stopSignal = 'SIGTERM', graceMs = 5_000, stopsFirst = false } = options;
    const entry: ProcessRecord = { pid, marker, startedAt: new Date().toISOString(), stopSignal, graceMs };
    record(home.run, name, entry);
    reaper.stdin.write(`${JSON.stringify(entry)}\n`);
    let ended = false;
    const exited = new Promise<string>((resolve) => {
      process_.once('exit', (code, signal) => {
        ended = true;
        alive.delete(name);
        forget(home.run, name);
        resolve(signal ? `signal ${signal}` : `exit code ${code}`);
      });
    });
    const child: Alive = {
      pid,
      stopsFirst,
      logFile,
      exited,
      hasExited: () => ended,
      exitCode: () => process_.exitCode ?? undefined,
      async stop() {
        await endProcess(entry);
        await exited;
      },
    };
    alive.set(name, child);
    return child;
  }

  const stopAll = (children: Alive[]) => Promise.all(children.map((child) => child.stop()));

  return {
    home,
    start,
    isClosing: () => closing,
    async close() {
      closing = true;
      await stopAll([...alive.values()].filter((child) => child.stopsFirst));
      await stopAll([...alive.values()]);
      reaper.kill('SIGKILL');
    },
    kill() {
      closing = true;
      for (const { pid } of alive.values()) killGroup(pid);
      reaper.kill('SIGKILL');
    },
  };
}

/** Starts the process as the leader of a group of its own: Ctrl-C reaches us, and we stop it in our order. */
function spawnChild({ command, args, cwd, env, user, output }: ChildOptions, logFile: string) {
  const log = output === 'stderr' ? undefined : openLog(logFile);
  const target = log ?? process.stderr;
  const child = spawn(command, args, {
    cwd: cwd ?? ROOT,
    env,
    ...user,
    detached: true,
    stdio: ['ignore', target, target],
  });
  if (log !== undefined) closeSync(log);
  return child;
}
