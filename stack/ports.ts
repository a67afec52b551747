import { createServer } from 'node:net';
import { portOwner } from './port-owner.js';

const DEFAULT_BASE = 7400;

/** What every port is for, as its distance from SCHOLIUM_PORT_BASE; this is the one place that says so. */
const OFFSETS = {
  api: 0,
  workerHealth: 1,
  postgres: 32,
  temporal: 33,
  temporalHttp: 34,
  temporalMetrics: 35,
  valkey: 79,
  temporalUi: 88,
  s3: 90,
  s3Grpc: 91,
  s3Master: 92,
  s3MasterGrpc: 93,
  s3Volume: 94,
  s3VolumeGrpc: 95,
  s3Filer: 96,
  s3FilerGrpc: 97,
} as const;

export type PortName = keyof typeof OFFSETS;
export type PortMap = Readonly<Record<PortName, number>>;

/** The ports of the stack at a base. */
export function portMap(base: number): PortMap {
  return Object.fromEntries(Object.entries(OFFSETS).map(([name, offset]) => [name, base + offset])) as PortMap;
}

/**
 * The ports of `npm start`: SCHOLIUM_PORT_BASE moves all, API_PORT and WORKER_HEALTH_PORT one each.
 * @throws Error when the base is no usable number
 */
export function portsFromEnvironment(env: NodeJS.ProcessEnv): PortMap {
  const base = Number(env.SCHOLIUM_PORT_BASE || DEFAULT_BASE);
  if (!Number.isInteger(base) || base < 1024 || base > 65_000)
    throw new Error(`SCHOLIUM_PORT_BASE must be a number from 1024 to 65000, not ${env.SCHOLIUM_PORT_BASE}`);
  const ports = portMap(base);
  const api = Number(env.API_PORT) || ports.api;
  return { ...ports, api, workerHealth: Number(env.WORKER_HEALTH_PORT) || ports.workerHealth };
}

/** Resolves to whether nothing listens on this port of 127.0.0.1. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** A process that was just ended may hold its port for a moment. */
async function becomesFree(port: number): Promise<boolean> {
  for (const until = Date.now() + 2_000; Date.now() < until; ) {
    if (await isFree(port)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** @throws Error naming the first of these ports that is taken, by whom if it can be told, and what to change. */
export async function assertPortsFree(ports: PortMap, names: PortName[]): Promise<void> {
  for (const name of names) {
    if (await becomesFree(ports[name])) continue;
    const owner = await portOwner(ports[name]);
    throw new Error(
      `Port ${ports[name]} (${name}) is taken by ${owner ?? 'another process'}: stop that, or set SCHOLIUM_PORT_BASE to another base than ${DEFAULT_BASE}.`,
    );
  }
}

/** A map of ports that are all free now, below those that systems hand out by themselves; for tests. */
export async function freePorts(): Promise<PortMap> {
  for (;;) {
    const ports = portMap(10_000 + 100 * Math.floor(Math.random() * 200));
    const free = await Promise.all(Object.values(ports).map(isFree));
    if (free.every(Boolean)) return ports;
  }
}
