import { randomBytes, randomUUID } from 'node:crypto';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { s3ClientOf, storageOf } from '../../support/objects.js';
import { sha256 } from '../../support/sha256.js';
import { MB, useTestStorage } from '../../support/test-storage.js';

const files = useTestStorage();
const { config, storage, put, expectNothing } = files;

describe('object storage', () => {
  it.each([
    ['nothing', 0],
    ['a small file', 1_000_000],
    ['exactly one part', 5 * MB],
    ['several parts', 12 * MB + 7],
  ])('gives back %s byte for byte', async (name, size) => {
    const bytes = randomBytes(size);
    await put(name, bytes);
    expect(sha256(await storage.get(name, { maxBytes: size }))).toBe(sha256(bytes));
    const head = await s3ClientOf(config).send(
      new HeadObjectCommand({ Bucket: config.S3_BUCKET, Key: `${config.S3_KEY_PREFIX}${name}` }),
    );
    expect(head).toMatchObject({ ContentLength: size, ContentType: 'application/pdf' });
  });

  it('keeps installations that share a bucket apart', async () => {
    await put('shared', Buffer.from('ours'));
    const other = storageOf({ ...config, S3_KEY_PREFIX: `${config.S3_KEY_PREFIX}other/` });
    await expect(other.get('shared', { maxBytes: 10 })).rejects.toMatchObject({ type: 'StorageMissing' });
    other.close();
  });

  it('never reads more than it was allowed', async () => {
    await put('large', randomBytes(1000));
    await expect(storage.get('large', { maxBytes: 999 })).rejects.toThrow(RangeError);
  });

  it('deletes what is there, and is content with what is not', async () => {
    await put('gone', Buffer.from('x'));
    await storage.delete('gone');
    await expectNothing('gone');
    await storage.delete('gone');
    await storage.delete('never-was');
  });

  it('pings the bucket', async () => {
    await storage.ping();
    const wrong = storageOf({ ...config, S3_BUCKET: `no-${randomUUID()}` });
    await expect(wrong.ping()).rejects.toThrow();
    wrong.close();
  });
});

describe('reading an object as a stream', () => {
  it('gives its bytes, size and type', async () => {
    const bytes = randomBytes(7 * MB + 1);
    await put('streamed', bytes);
    const { stream, ...known } = await storage.getStream('streamed');
    expect(known).toEqual({ bytes: bytes.length, contentType: 'application/pdf' });
    expect(sha256(Buffer.concat(await stream.toArray()))).toBe(sha256(bytes));
  });

  it('says when there is none', async () => {
    await expect(storage.getStream('never-was')).rejects.toMatchObject({ type: 'StorageMissing' });
  });

  it('ends when the caller wishes, before or in the middle', async () => {
    await put('stopped', randomBytes(20 * MB));
    const reason = new Error('cancelled');
    await expect(storage.getStream('stopped', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const { stream } = await storage.getStream('stopped', { signal: controller.signal });
    const reading = stream.toArray();
    controller.abort(reason);
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(stream.destroyed).toBe(true);
  });

  it('fails when the line breaks in the middle, rather than end early', async () => {
    await put('cut-short', randomBytes(20 * MB));
    const { stream } = await files.proxied.getStream('cut-short');
    stream.once('data', () => files.proxy.cut());
    await expect(stream.toArray()).rejects.toThrow();
  });
});
