import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { env as testVariable } from './database.js';
import { eventually } from './eventually.js';

/** The real API, in a process of its own. */
export interface ApiProcess {
  url: string;
  /** What it has written so far, lines of both its outputs. */
  lines(): string[];
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Asks it to finish, and waits until it has. @returns its exit code */
  stop(): Promise<number | null>;
}

/** Starts an API process and waits until it listens. @throws Error with its output when it ends before that. */
export async function startApiProcess(env: Record<string, string>): Promise<ApiProcess> {
  const child = spawn(process.execPath, ['--enable-source-maps', join(testVariable('TEST_BUILD'), 'api/server.js')], {
    env: { ...env, API_PORT: '0', NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => void lines.push(line));
  }
  const url = await eventually(async () => {
    if (child.exitCode !== null) throw new Error(`the API ended:\n${lines.join('\n')}`);
    const listening = lines.find((line) => line.includes('"API is listening"'));
    return listening && (JSON.parse(listening) as { url: string }).url;
  });
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
    return child.exitCode;
  };
  return {
    url,
    lines: () => lines,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}
