import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from '../stack/ports.js';
import { untilReady } from '../stack/until-ready.js';
import type { Bench } from './benchmark.js';
import { builtProduct } from './built-product.js';

/** As in production, but for limits: a bench is one address and one student, who beats no more often than others. */
const SETTINGS = {
  VALIDATE_RESPONSES: 'false',
  SIGN_IN_PER_MINUTE: '1000000',
  READS_PER_MINUTE: '1000000',
  WRITES_PER_MINUTE: '1000000',
  UPLOADS_PER_MINUTE: '1000000',
  AI_PER_MINUTE: '1000000',
};

/**
 * Starts the real API in a process of its own, as the image runs it.
 * @param settings that take the place of the bench's
 * @param name of the process; a second one needs another, and a port of its own
 * @returns the address below which its operations are
 */
export async function startApi(bench: Bench, settings: NodeJS.ProcessEnv = {}, name = 'api'): Promise<string> {
  const { children, env } = bench;
  const marker = join(await builtProduct(bench), 'api', 'server.js');
  const own: NodeJS.ProcessEnv = { ...env, ...SETTINGS, ...settings };
  const url = `http://127.0.0.1:${own.API_PORT}`;
  await startProcess({ children, name, marker, args: [], env: own, url: `${url}/healthz` });
  return `${url}/api/v1`;
}

/**
 * Starts a bare handler in a process of its own: `bare-api` answers a constant.
 * @param args after its port
 * @returns its address
 */
export async function startBareApi(
  { children, env }: Bench,
  name: 'bare-api' | 'bare-view' | 'bare-lists' = 'bare-api',
  args: readonly string[] = [],
): Promise<string> {
  const marker = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  // The benchmark's own ports are for the product's processes.
  const { api: port } = await freePorts();
  const url = `http://127.0.0.1:${port}`;
  await startProcess({ children, name, marker, args: [String(port), ...args], env, url });
  return url;
}

interface ApiProcess extends Pick<Bench, 'children' | 'env'> {
  name: string;
  marker: string;
  args: string[];
  /** Answers, whatever it is, once the process listens. */
  url: string;
}

async function startProcess({ children, name, marker, args, env, url }: ApiProcess): Promise<void> {
  const command = process.execPath;
  const child = await children.start({
    name,
    command,
    args: [...(marker.endsWith('.ts') ? ['--import', 'tsx'] : []), marker, ...args],
    marker,
    env,
  });
  await untilReady(name, child, async () => void (await fetch(url)));
}
