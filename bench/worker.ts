import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Child } from '../stack/children.js';
import { ROOT } from '../stack/paths.js';
import { untilReady } from '../stack/until-ready.js';
import type { Bench } from './benchmark.js';

/** Starts the real worker in a process of its own and waits until it polls its queues. */
export async function startWorker({ children, env, ports }: Bench): Promise<Child> {
  const marker = join(ROOT, 'temporal-config', 'worker.ts');
  const args = ['--import', 'tsx', marker];
  const child = await children.start({ name: 'worker', command: process.execPath, args, marker, env, graceMs: 20_000 });
  await untilReady('Worker', child, async () => {
    const { ok, status } = await fetch(`http://127.0.0.1:${ports.workerHealth}/readyz`);
    if (!ok) throw new Error(`it answers ${status}`);
  });
  return child;
}

/** The most memory a process has held, in MiB; undefined where the system does not tell. */
export function peakRssMb(pid: number): number | undefined {
  try {
    const kib = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kib === undefined ? undefined : Math.round(Number(kib) / 1024);
  } catch {
    return undefined;
  }
}

/** The memory that a process holds now, in MiB; Linux only. @throws Error where there is no such process */
export function residentMb(pid: number): number {
  const kib = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kib) / 1024);
}
