import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { ObjectStorage } from '../../clients/storage.js';
import { loadConfig } from '../../config.js';
import { removeData } from '../../stack/engines/start.js';
import { homeAt, ROOT } from '../../stack/paths.js';
import { freePorts } from '../../stack/ports.js';
import { commandLine, recorded } from '../../stack/processes.js';
import { eventually } from '../support/eventually.js';
import { storageOf } from '../support/objects.js';

// mkdtemp makes a folder that root alone can enter: PostgreSQL must find its way all the same.
const parent = mkdtempSync(join(tmpdir(), 'scholium-engines-'));
const folder = join(parent, 'x');
const { api: base } = await freePorts();
const LAUNCHER = fileURLToPath(new URL('./launcher-fixture.ts', import.meta.url));
const launchers: ChildProcess[] = [];

interface Launched {
  process: ChildProcess;
  output(): string;
}

function startLauncher(): Launched {
  const args = ['--import', 'tsx', LAUNCHER, folder, String(base)];
  const env = { ...process.env, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  launchers.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      text += chunk;
    });
  return { process: child, output: () => text };
}

/** Starts a launcher and resolves to where its engines are. */
async function startUp(): Promise<Launched & { env: Record<string, string> }> {
  const launched = startLauncher();
  await eventually(async () => {
    if (launched.process.exitCode !== null) throw new Error(launched.output());
    return /^up .*$/m.test(launched.output());
  });
  const env = JSON.parse(/^up (.*)$/m.exec(launched.output())?.[1] as string);
  return { ...launched, env };
}

/** Processes, other than launchers, that work in our folder (or in PostgreSQL's fallbackFolder, by its port). */
function engines(): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    const command = commandLine(Number(pid)) ?? '';
    const isEngine = command.includes(`${folder}/`) || command.includes(`port=${base + 32}`);
    return isEngine ? [command] : [];
  });
}

/** The reaper is a child of the launcher like the engines, told by its command line. */
function killReaperOf(launcher: ChildProcess): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (!commandLine(Number(pid))?.endsWith('stack/orphan-reaper.ts')) continue;
    const parent = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[3];
    if (Number(parent) === launcher.pid) process.kill(Number(pid), 'SIGKILL');
  }
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

async function query(env: Record<string, string>, text: string): Promise<unknown[]> {
  const client = new pg.Client(env.DATABASE_URL);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** One thing kept in each engine. */
async function put(env: Record<string, string>): Promise<void> {
  await query(env, "CREATE TABLE kept AS SELECT 'a row' AS what, '[1,2]'::text AS vector");
  await query(env, 'CREATE EXTENSION vector');
  await withClients(env, async ({ redis, storage, temporal }) => {
    await redis.set('kept', 'a value');
    await storage.put('kept', Readable.from(['bytes']), { contentType: 'text/plain' });
    await temporal.workflow.start('kept', { workflowId: 'kept', taskQueue: 'none' });
  });
}

async function expectKept(env: Record<string, string>): Promise<void> {
  expect(await query(env, 'SELECT what, vector::vector::text FROM kept')).toEqual([{ what: 'a row', vector: '[1,2]' }]);
  await withClients(env, async ({ redis, storage, temporal }) => {
    expect(await redis.get('kept')).toBe('a value');
    expect(Buffer.from(await storage.get('kept', { maxBytes: 100 })).toString()).toBe('bytes');
    expect((await temporal.workflow.getHandle('kept').describe()).status.name).toBe('RUNNING');
  });
}

async function withClients(
  env: Record<string, string>,
  work: (clients: { redis: Redis; storage: ObjectStorage; temporal: Client }) => Promise<void>,
): Promise<void> {
  const config = loadConfig(env);
  const redis = new Redis(config.REDIS_URL);
  const storage = storageOf({ ...config, S3_KEY_PREFIX: '' });
  const connection = await Connection.connect({ address: config.TEMPORAL_ADDRESS ?? '' });
  try {
    await work({ redis, storage, temporal: new Client({ connection }) });
  } finally {
    redis.disconnect();
    storage.close();
    await connection.close();
  }
}

afterAll(() => {
  for (const each of launchers) each.kill('SIGKILL');
  removeData(homeAt(folder));
  rmSync(parent, { recursive: true, force: true });
});

// One story, in order: each start takes seconds.
describe('engines of a launcher', () => {
  let running: Awaited<ReturnType<typeof startUp>>;

  it('start, refuse strangers, and keep a second launcher out of the folder', async () => {
    running = await startUp();
    await put(running.env);
    expect((await fetch(`${running.env.S3_ENDPOINT}/scholium/kept`)).status).toBe(403);
    const second = startLauncher();
    await once(second.process, 'exit');
    expect(second.process.exitCode).toBe(1);
    expect(second.output()).toContain(`already runs from this folder (pid ${running.process.pid})`);
  });

  it('start again when one ends by itself', async () => {
    process.kill(recorded(homeAt(folder).run, 'postgres')?.pid as number, 'SIGKILL');
    await eventually(async () => running.output().includes('PostgreSQL runs again'));
    await expectKept(running.env);
  });

  it('end when the launcher is killed', async () => {
    await kill(running.process, 'SIGKILL');
    await eventually(async () => engines().length === 0);
  });

  it('are taken over by the next start when the reaper was killed too', async () => {
    running = await startUp();
    killReaperOf(running.process);
    await kill(running.process, 'SIGKILL');
    expect(engines().length).toBeGreaterThan(3);
    running = await startUp();
    expect(running.output()).toContain('Ended what a killed start had left');
    await expectKept(running.env);
  });

  it('end with exit code 130 on SIGINT', async () => {
    await kill(running.process, 'SIGINT');
    expect(running.process.exitCode).toBe(130);
    expect(engines()).toEqual([]);
  });
});
