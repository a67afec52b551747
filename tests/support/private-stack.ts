import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEnvironment } from '../../bench/environment.js';
import type { Config } from '../../config.js';
import { type Children, createChildren } from '../../stack/children.js';
import { removeData } from '../../stack/engines/start.js';
import { type Home, homeAt } from '../../stack/paths.js';
import { isOurs, recorded } from '../../stack/processes.js';
import type { Progress } from '../../stack/progress.js';
import { startServices } from '../../stack/services.js';
import { env as testVariable } from './database.js';
import { eventually } from './eventually.js';

/** What can be killed. */
export const PARTS = ['worker', 'api', 'temporal', 'postgres', 's3', 'valkey'] as const;
export type Part = (typeof PARTS)[number];

/** The whole product as `npm start` runs it, durable and supervised, in a folder and at ports of its own. */
export interface PrivateStack {
  config: Config;
  /** The variables of the engines themselves, for commands. */
  env: Record<string, string>;
  api: { url: string };
  /** Where its data, logs and records of processes are. */
  home: Home;
  /** The process of a part. @throws Error while it does not run */
  pidOf(part: Part): number;
  /** Kills a part as a crash would, and waits until it is gone; its supervisor starts it again. */
  kill(part: Part): Promise<void>;
  /** Resolves once the part runs again, and all parts are well. */
  back(part: Part): Promise<void>;
  close(): Promise<void>;
}

const SILENT: Progress = { step: (_label, work) => work, line() {}, bar() {}, end() {} };

/** How one is started. */
export interface StackOptions {
  /** The bundle of workflows; building it at every start of the worker would take seconds. */
  bundle: string;
  /** Changes of what the API and the worker are told, by the variables of the engines; for proxies before them. */
  adapt?: (env: Record<string, string | undefined>) => Promise<Record<string, string>>;
  progress?: Progress;
}

/** Starts one with the children of a launcher, which end it. */
export async function startPrivateStack(
  children: Children,
  { bundle, adapt = async () => ({}), progress = SILENT }: StackOptions,
): Promise<Omit<PrivateStack, 'close'>> {
  const { home } = children;
  const { env, config } = await startEnvironment(children, progress);
  const told = await adapt(env as Record<string, string | undefined>);
  await startServices(children, { ...env, ...told, WORKFLOW_BUNDLE: bundle }, progress);
  const killed = new Map<Part, number>();
  const pidOf = (part: Part): number => {
    const target = recorded(home.run, part);
    if (!target) throw new Error(`${part} does not run`);
    return target.pid;
  };
  return {
    config,
    env: env as Record<string, string>,
    api: { url: `http://127.0.0.1:${config.API_PORT}` },
    home,
    pidOf,
    async kill(part) {
      const target = recorded(home.run, part);
      if (!target) throw new Error(`${part} does not run`);
      process.kill(target.pid, 'SIGKILL');
      killed.set(part, target.pid);
      await eventually(async () => !isOurs(target));
    },
    async back(part) {
      await eventually(async () => {
        const running = recorded(home.run, part);
        return running !== undefined && running.pid !== killed.get(part) && isOurs(running);
      });
      await eventually(async () => (await health(config.API_PORT)) === 'ready');
      await eventually(async () => (await health(config.WORKER_HEALTH_PORT)) === 'ready');
    },
  };
}

/** Starts one of its own, in a folder that is removed with it. */
export async function openPrivateStack(): Promise<PrivateStack> {
  const folder = await mkdtemp(join(tmpdir(), 'scholium-chaos-'));
  const home = homeAt(folder);
  const children = createChildren(home);
  const close = async () => {
    await children.close();
    removeData(home);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await startPrivateStack(children, { bundle: testVariable('WORKFLOW_BUNDLE') })), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function health(port: number): Promise<string | undefined> {
  const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
  return ((await response?.json()) as { status: string } | undefined)?.status;
}
