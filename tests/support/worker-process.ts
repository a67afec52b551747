import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { env as testVariable } from './database.js';
import { eventually } from './eventually.js';

/** The real worker, in a process of its own. */
export interface TestWorker {
  /** What it has written so far, lines of both its outputs. */
  lines(): string[];
  /** Asks it to finish, and waits until it has. @returns its exit code */
  stop(): Promise<number | null>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
}

/**
 * Starts a worker process, of what was built for this run, and waits until it polls.
 * @throws Error with its output when it ends before that
 */
export async function startWorker(env: Record<string, string>): Promise<TestWorker> {
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', join(testVariable('TEST_BUILD'), 'temporal-config/worker.js')],
    {
      env: { ...env, NODE_OPTIONS: '', LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => void lines.push(line));
  }
  await eventually(async () => {
    if (child.exitCode !== null) throw new Error(`the worker ended:\n${lines.join('\n')}`);
    return lines.some((line) => line.includes('"worker is running"'));
  });
  const ended = once(child, 'exit');
  return {
    lines: () => lines,
    async stop() {
      if (isRunning(child)) child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
    async kill() {
      if (isRunning(child)) child.kill('SIGKILL');
      await ended;
    },
  };
}

const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;
