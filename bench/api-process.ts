import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../stack/paths.js';
import { untilReady } from '../stack/until-ready.js';
import type { Bench } from './benchmark.js';

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
 * Starts the real API in a process of its own.
 * @param settings that take the place of the bench's
 * @returns the address below which its operations are
 */
export async function startApi({ children, env, ports }: Bench, settings: NodeJS.ProcessEnv = {}): Promise<string> {
  const marker = join(ROOT, 'api', 'server.ts');
  const own = { ...env, ...SETTINGS, ...settings };
  const url = `http://127.0.0.1:${settings.API_PORT ?? ports.api}`;
  await startProcess({ children, name: 'api', marker, args: [], env: own, url: `${url}/healthz` });
  return `${url}/api/v1`;
}

/** Starts a bare handler in a process of its own: `bare-api` answers a constant. @returns its address */
export async function startBareApi(
  { children, env, ports }: Bench,
  name: 'bare-api' | 'bare-view' = 'bare-api',
): Promise<string> {
  const marker = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const port = ports.workerHealth;
  const url = `http://127.0.0.1:${port}`;
  await startProcess({ children, name, marker, args: [String(port)], env, url });
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
  const child = await children.start({ name, command, args: ['--import', 'tsx', marker, ...args], marker, env });
  await untilReady(name, child, async () => void (await fetch(url)));
}
