import { createObjectStorage } from '../../../clients/storage.js';
import { storageLocation } from '../../../clients/storage-location.js';
import { createKnex } from '../../../db/knex.js';
import type { Children } from '../../../stack/children.js';
import type { Progress } from '../../../stack/progress.js';
import { cachedWorkflowBundle } from '../../../stack/workflow-bundle.js';
import { startOpenAiServer } from '../../support/openai-server.js';
import { startPrivateStack } from '../../support/private-stack.js';
import { runCommand } from '../../support/run-command.js';
import { putOnSmallDisk } from '../../support/small-disk.js';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.js';
import { WIDE_LIMITS } from '../../support/wide-limits.js';
import { PROXIED, type Proxied } from './faults.js';
import { residentMib } from './processes.js';

/** Tables that students fill, on a disk which they do not. */
const ON_DISK = { tables: ['materials', 'material_pages', 'questions', 'quizzes', 'mails'], megabytes: 128 };

/** The stack with something to break before and below it, and what looks into it past all that. */
export async function openWorld(children: Children, progress: Progress) {
  const ai = await startOpenAiServer();
  let proxies = {} as Record<Proxied, TcpProxy>;
  const stack = await startPrivateStack(children, {
    bundle: await cachedWorkflowBundle(),
    progress,
    adapt: async (env) => {
      const behind = await proxiesFor(env);
      proxies = behind.proxies;
      const models = { OPENAI_BASE_URL: ai.baseUrl, OPENAI_API_KEY: 'test-key', EMBEDDINGS_PROVIDER: 'offline' };
      return { ...behind.told, ...WIDE_LIMITS, ...models, AI_FIRST_TOKEN_SECONDS: '5' };
    },
  });
  const db = createKnex(stack.config.DATABASE_URL, 2);
  const disk = await putOnSmallDisk(db, ON_DISK.tables, ON_DISK.megabytes);
  const storage = createObjectStorage(storageLocation(stack.config));
  return {
    ...{ stack, proxies, ai, disk, db, storage },
    memory: () => ({ api: residentMib(stack.pidOf('api')), worker: residentMib(stack.pidOf('worker')) }),
    audit: (...args: string[]) => runCommand('cli/audit.ts', ['--grace', '0', ...args], stack.env),
    async close() {
      await disk.remove();
      await db.destroy();
      storage.close();
      await Promise.all(PROXIED.map((name) => proxies[name].close()));
      await ai.close();
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

/** A proxy before each engine, and the variables that lead through them. */
async function proxiesFor(env: Record<string, string | undefined>) {
  const hostOf = (address: string) => (address.includes('://') ? new URL(address).host : address);
  const started = await Promise.all(
    PROXIED.map(async (name) => [name, await startTcpProxy(hostOf(env[name] ?? ''))] as const),
  );
  const told = Object.fromEntries(
    started.map(([name, proxy]) => [name, (env[name] ?? '').replace(hostOf(env[name] ?? ''), proxy.address)]),
  );
  return { proxies: Object.fromEntries(started) as Record<Proxied, TcpProxy>, told };
}
