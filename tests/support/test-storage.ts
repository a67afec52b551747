import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { ObjectStorage } from '../../clients/storage.js';
import { type Config, loadConfig } from '../../config.js';
import { eventually } from './eventually.js';
import { emptyStorage, listUploads, storageOf } from './objects.js';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.js';

export const MB = 1024 * 1024;

/** Object storage on the real server, under a prefix of the test file's own. */
export interface TestStorage {
  config: Config;
  storage: ObjectStorage;
  /** The same objects, reached through `proxy`. Both are of tests and hooks, not before them. */
  readonly proxied: ObjectStorage;
  readonly proxy: TcpProxy;
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Neither the object nor a part of it is on the server. */
  expectNothing(key: string): Promise<void>;
  /** Waits until the server holds an unfinished upload of the key. */
  untilUploading(key: string): Promise<unknown>;
}

/** Gives the file that calls it storage that is emptied after its last test. */
export function useTestStorage(): TestStorage {
  const config = { ...loadConfig(process.env), S3_KEY_PREFIX: `test-${randomUUID()}/` };
  const storage = storageOf(config);
  let proxy: TcpProxy;
  let proxied: ObjectStorage;
  beforeAll(async () => {
    proxy = await startTcpProxy(new URL(config.S3_ENDPOINT).host);
    proxied = storageOf({ ...config, S3_ENDPOINT: `http://${proxy.address}` });
  });
  afterAll(async () => {
    await emptyStorage(config);
    for (const client of [storage, proxied]) client.close();
    await proxy.close();
  });
  return {
    config,
    storage,
    get proxy() {
      return proxy;
    },
    get proxied() {
      return proxied;
    },
    put: (key, bytes) =>
      storage.put(key, Readable.from([bytes], { objectMode: false }), { contentType: 'application/pdf' }),
    async expectNothing(key) {
      await expect(storage.get(key, { maxBytes: 100 * MB })).rejects.toMatchObject({ type: 'StorageMissing' });
      expect(await listUploads(config)).not.toContain(key);
    },
    untilUploading: (key) => eventually(async () => (await listUploads(config)).includes(key), 30_000),
  };
}
