import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { env as testVariable } from './database.js';

/** The real API, in a process of its own. */
export interface ApiProcess {
  url: string;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
}

/** Starts an API process and waits until it listens. @throws Error with its output when it ends before that. */
export async function startApiProcess(env: Record<string, string>): Promise<ApiProcess> {
  const child = spawn(process.execPath, ['--enable-source-maps', join(testVariable('TEST_BUILD'), 'api/server.js')], {
    env: { ...env, API_PORT: '0', NODE_OPTIONS: '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    lines.push(line);
    const url = /^API on (\S+)$/.exec(line)?.[1];
    if (!url) continue;
    child.stderr.resume();
    return {
      url,
      async kill() {
        child.kill('SIGKILL');
        await ended;
      },
    };
  }
  throw new Error(`the API ended:\n${lines.join('\n')}`);
}
