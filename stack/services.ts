import { join } from 'node:path';
import { loadConfig } from '../config.js';
import type { Child, Children } from './children.js';
import { LEAN_MEMORY } from './lean-memory.js';
import { ROOT } from './paths.js';
import type { Progress } from './progress.js';
import { supervise } from './supervise.js';
import { untilReady } from './until-ready.js';

const SERVICES = [
  { name: 'api', title: 'API', entry: 'api/server.ts', host: 'API_HOST', port: 'API_PORT' },
  {
    name: 'worker',
    title: 'Worker',
    entry: 'temporal-config/worker.ts',
    host: 'WORKER_HOST',
    port: 'WORKER_HEALTH_PORT',
  },
] as const;

/** Loading the code alone takes a minute where others keep every core busy; one that ends is told at once. */
const READY_MS = 180_000;

/** Where a server that listens on this address is reached from here. */
export const reachable = (host: string) => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);

/** @throws Error unless this answers 200 */
async function assertReady(url: string): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answers ${response.status} ${text.slice(0, 200)}`);
}

/**
 * Starts the API and the worker side by side, and again whenever they end by themselves.
 * @throws Error with the end of the log when one does not become ready
 */
export async function startServices(children: Children, env: NodeJS.ProcessEnv, progress: Progress): Promise<void> {
  const config = loadConfig(env);
  const starts = SERVICES.map(({ name, title, entry, host, port }) => {
    const marker = join(ROOT, entry);
    const url = `http://${reachable(config[host])}:${config[port]}`;
    const start = async (): Promise<Child> => {
      const args = ['--import', 'tsx', marker];
      const child = await children.start({
        name,
        command: process.execPath,
        args,
        marker,
        env: { ...LEAN_MEMORY, ...env },
        graceMs: (config.SHUTDOWN_SECONDS + 10) * 1_000,
        stopsFirst: true,
      });
      await untilReady(title, child, () => assertReady(`${url}/readyz`), READY_MS);
      return child;
    };
    return progress.step(title, supervise({ title, children, start, say: progress.line }));
  });
  await Promise.all(starts);
}
