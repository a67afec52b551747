import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Children } from '../children.js';
import { ownNamespace } from '../namespace.js';
import type { Home } from '../paths.js';
import { assertPortsFree, type PortMap } from '../ports.js';
import type { Progress } from '../progress.js';
import { supervise } from '../supervise.js';
import { untilReady } from '../until-ready.js';
import { encoderAddress } from './encoder.js';
import type { Engine, EngineName } from './engine.js';
import { postgres } from './postgres.js';
import { s3 } from './s3.js';
import { temporal } from './temporal.js';
import { valkey } from './valkey.js';

// In the order of how long they take: the slowest begins first.
const ENGINES = [s3, temporal, valkey, postgres];

export interface EngineOptions {
  children: Children;
  ports: PortMap;
  /** Off, data need not outlive a crash of the machine: for tests. */
  durable: boolean;
  progress: Pick<Progress, 'step' | 'line'>;
  /** By default every engine. */
  only?: EngineName[];
  env?: NodeJS.ProcessEnv;
}

export interface RunningEngines {
  /** The variables by which the product finds them: DATABASE_URL, REDIS_URL, S3_ENDPOINT, TEMPORAL_*, ENCODER_FOLDER. */
  env: Record<string, string>;
  /** Temporal's UI. */
  uiUrl: string;
}

/**
 * Starts the engines side by side, each at its ports and again whenever it ends by itself; one whose address the
 * environment gives is only asked whether it answers. They end with `children`.
 * The database and the bucket of the configuration exist afterwards, and Temporal knows our search attributes.
 * @throws Error when a port is taken, an engine is not to be had, or does not become ready
 */
export async function startEngines(options: EngineOptions): Promise<RunningEngines> {
  const { ports, only, env = process.env } = options;
  const engines = ENGINES.filter(({ name }) => !only || only.includes(name));
  const own = engines.filter(({ variable }) => !env[variable]);
  await assertPortsFree(
    ports,
    own.flatMap((engine) => engine.ports),
  );
  const started = engines.map(async (engine) => {
    const address = env[engine.variable] || engine.address(ports);
    const work = own.includes(engine) ? run(engine, options) : ask(engine, address, env);
    await options.progress.step(engine.title, work);
    return [engine.variable, address] as const;
  });
  const addresses: Record<string, string> = Object.fromEntries(await Promise.all(started));
  if (own.includes(temporal)) addresses.TEMPORAL_NAMESPACE = ownNamespace(env);
  Object.assign(addresses, encoderAddress(env));
  const ui = uiUrl(addresses.TEMPORAL_ADDRESS, ports, own.includes(temporal));
  if (own.includes(temporal)) addresses.TEMPORAL_UI_URL = env.TEMPORAL_UI_URL || ui;
  return { env: addresses, uiUrl: ui };
}

function run(engine: Engine, { children, ports, durable, progress, env = process.env }: EngineOptions): Promise<void> {
  const start = async () => {
    const child = await engine.launch({
      data: join(children.home.data, engine.name),
      ports,
      durable,
      env,
      startChild: (options) => children.start({ name: engine.name, ...options }),
    });
    await untilReady(engine.title, child, () => engine.check(engine.address(ports), env));
    return child;
  };
  return supervise({ title: engine.title, children, start, say: progress.line });
}

async function ask(engine: Engine, address: string, env: NodeJS.ProcessEnv): Promise<void> {
  await engine.check(address, env).catch((error: Error) => {
    throw new Error(`${engine.title} at ${engine.variable} does not answer: ${error.message}`);
  });
}

/** Ours is at its port; elsewhere the development server's habit is a guess: a thousand above. */
function uiUrl(address: string | undefined, ports: PortMap, isOwn: boolean): string {
  if (isOwn || !address) return `http://127.0.0.1:${ports.temporalUi}`;
  const { hostname, port } = new URL(`tcp://${address}`);
  return `http://${hostname}:${Number(port) + 1_000}`;
}

/** Removes what stopped engines kept: their data folders, and what lies outside them. */
export function removeData(home: Home): void {
  for (const engine of ENGINES) engine.removeOutside?.(join(home.data, engine.name));
  // One that was killed may still be writing its last.
  rmSync(home.data, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}
