import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../config.js';
import { emptyStorage, putObject, storageOf } from '../support/objects.js';

/** The TCP ports on which the process that serves S3 listens, by its open sockets. */
function listeningPorts(port: number): number[] {
  const listening = new Map<string, number>();
  for (const table of ['tcp', 'tcp6']) {
    for (const line of readFileSync(`/proc/net/${table}`, 'utf8').trim().split('\n').slice(1)) {
      const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
      if (state === '0A') listening.set(inode, Number.parseInt(local.split(':')[1] ?? '', 16));
    }
  }
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const ports = socketsOf(pid).flatMap((inode) => listening.get(inode) ?? []);
    if (ports.includes(port)) return [...new Set(ports)].sort();
  }
  throw new Error(`no process of ours listens on ${port}`);
}

function socketsOf(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const target = readlinkSync(`/proc/${pid}/fd/${fd}`);
      return /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? [];
    });
  } catch {
    return [];
  }
}

const secret = `secret-${randomUUID()}`;
const folder = randomUUID();
const config = loadConfig({ ...process.env, S3_KEY_PREFIX: `${folder}/` });
const key = `${folder}/secret.txt`;
const ports = listeningPorts(Number(new URL(config.S3_ENDPOINT).port));

beforeAll(() => putObject(config, 'secret.txt', Buffer.from(secret)));
afterAll(() => emptyStorage(config));

describe('the S3 server', () => {
  test('listens on more than one port', () => {
    expect(ports.length).toBeGreaterThan(1);
  });

  test.each(ports)('port %d tells a stranger nothing of what is stored', async (port) => {
    for (const path of [`/buckets/${config.S3_BUCKET}/${key}`, `/${config.S3_BUCKET}/${key}`]) {
      expect([path, await readAs(port, path)]).not.toEqual([path, expect.stringContaining(secret)]);
    }
    for (const path of [
      '/',
      '/buckets/',
      `/buckets/${config.S3_BUCKET}/`,
      `/buckets/${config.S3_BUCKET}/${folder}/`,
      `/${config.S3_BUCKET}`,
    ]) {
      const text = await readAs(port, path);
      expect([path, text]).not.toEqual([path, expect.stringContaining('secret.txt')]);
      expect([path, text]).not.toEqual([path, expect.stringContaining('"FullPath"')]);
    }
  });

  test.each(ports)('port %d gives a stranger no place for a file, and no place of one', async (port) => {
    for (const path of ['/dir/assign', '/dir/lookup?volumeId=1', '/dir/status', '/vol/status']) {
      const text = await readAs(port, path);
      for (const word of ['"fid"', '"locations"', '"Topology"', '"Volumes"'])
        expect([path, text]).not.toEqual([path, expect.stringContaining(word)]);
    }
  });

  test.each(ports)('port %d takes nothing from a stranger', async (port) => {
    for (const method of ['PUT', 'POST', 'DELETE']) {
      for (const path of [
        `/buckets/${config.S3_BUCKET}/${key}`,
        `/${config.S3_BUCKET}/${key}`,
        `/stranger-${randomUUID()}`,
      ]) {
        const status = await statusOf(port, path, method);
        expect([method, path, status >= 200 && status < 300]).toEqual([method, path, false]);
      }
    }
    const storage = storageOf(config);
    expect(Buffer.from(await storage.get('secret.txt', { maxBytes: 1_000 })).toString()).toBe(secret);
    storage.close();
  });
});

/** What a caller without credentials is told; nothing by what speaks no HTTP. */
const readAs = (port: number, path: string): Promise<string> =>
  fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { Accept: 'application/json' },
    signal: AbortSignal.timeout(5_000),
  }).then(
    (response) => response.text(),
    () => '',
  );

const statusOf = (port: number, path: string, method: string): Promise<number> =>
  fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    signal: AbortSignal.timeout(5_000),
    ...(method === 'DELETE' ? {} : { body: 'a' }),
  }).then(
    ({ status }) => status,
    () => 0,
  );
