import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { HeadObjectCommand, ListMultipartUploadsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createS3Client } from '../../clients/s3-client.js';
import { createObjectStorage, type ObjectStorage } from '../../clients/storage.js';
import { env } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.js';

const MB = 1024 * 1024;
const bucket = env('S3_BUCKET');
const server = {
  endpoint: env('S3_ENDPOINT'),
  region: 'us-east-1',
  accessKeyId: process.env.S3_ACCESS_KEY_ID ?? 'scholium',
  secretAccessKey: process.env.S3_SECRET_ACCESS_KEY ?? 'scholium-local-only',
};
const keyPrefix = `test-${randomUUID()}/`;
const raw = createS3Client(server);

let storage: ObjectStorage;
let proxy: TcpProxy;
let proxied: ObjectStorage;

beforeAll(async () => {
  proxy = await startTcpProxy(new URL(server.endpoint).host);
  storage = createObjectStorage({ ...server, bucket, keyPrefix });
  proxied = createObjectStorage({ ...server, endpoint: `http://${proxy.address}`, bucket, keyPrefix });
});

afterAll(async () => {
  const { Contents = [] } = await raw.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: keyPrefix }));
  for (const { Key = '' } of Contents) await storage.delete(Key.slice(keyPrefix.length));
  for (const client of [storage, proxied]) client.close();
  raw.destroy();
  await proxy.close();
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const put = (key: string, bytes: Uint8Array) =>
  storage.put(key, Readable.from([bytes], { objectMode: false }), { contentType: 'application/pdf' });

/** Neither the object nor a part of it is on the server. */
async function expectNothing(key: string): Promise<void> {
  await expect(storage.get(key, { maxBytes: 100 * MB })).rejects.toMatchObject({ type: 'StorageMissing' });
  const { Uploads = [] } = await raw.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
  expect(Uploads.filter((upload) => upload.Key === `${keyPrefix}${key}`)).toEqual([]);
}

/** Waits until the server holds an unfinished upload of the key. */
async function untilUploading(key: string): Promise<void> {
  for (;;) {
    const { Uploads = [] } = await raw.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
    if (Uploads.some((upload) => upload.Key === `${keyPrefix}${key}`)) return;
  }
}

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
    const head = await raw.send(new HeadObjectCommand({ Bucket: bucket, Key: `${keyPrefix}${name}` }));
    expect(head).toMatchObject({ ContentLength: size, ContentType: 'application/pdf' });
  });

  it('keeps installations that share a bucket apart', async () => {
    await put('shared', Buffer.from('ours'));
    const other = createObjectStorage({ ...server, bucket, keyPrefix: `${keyPrefix}other/` });
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
    const wrong = createObjectStorage({ ...server, bucket: `no-${randomUUID()}`, keyPrefix });
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
    const { stream } = await proxied.getStream('cut-short');
    stream.once('data', () => proxy.cut());
    await expect(stream.toArray()).rejects.toThrow();
  });
});

describe('keys with a common beginning', () => {
  const keysOf = async (prefix: string) => (await listed(prefix)).map(({ key }) => key);
  const listed = async (prefix: string) => {
    const found = [];
    for await (const object of storage.list(prefix)) found.push(object);
    return found;
  };

  it('are listed with their sizes, without those of others', async () => {
    for (const key of ['list/b', 'list/a/1', 'list/a/2', 'list-of-another/a', 'other/list/a'])
      await put(key, Buffer.from(key));
    expect(await listed('list/')).toEqual(
      ['list/a/1', 'list/a/2', 'list/b'].map((key) => ({ key, bytes: key.length, lastModified: expect.any(Date) })),
    );
    expect(await keysOf('list/a')).toEqual(['list/a/1', 'list/a/2']);
    expect(await keysOf('nothing/')).toEqual([]);
  });

  it('are listed and deleted beyond what one answer holds', async () => {
    const keys = Array.from({ length: 1_010 }, (_, index) => `many/${String(index).padStart(4, '0')}`);
    const rest = [...keys];
    const putSome = async () => {
      for (let key = rest.pop(); key; key = rest.pop()) await put(key, Buffer.from('x'));
    };
    await Promise.all(Array.from({ length: 20 }, putSome));
    expect(await keysOf('many/')).toEqual(keys);
    expect(await storage.deletePrefix('many/')).toBe(1_010);
    expect(await keysOf('many/')).toEqual([]);
  });

  it('are deleted together, again without harm, and nothing beside them', async () => {
    for (const key of ['gone/1', 'gone/x/2', 'gone-not/3']) await put(key, Buffer.from('x'));
    expect(await storage.deletePrefix('gone/')).toBe(2);
    expect(await storage.deletePrefix('gone/')).toBe(0);
    expect(await keysOf('gone')).toEqual(['gone-not/3']);
  });

  it("are deleted with uploads that a killed process left, and nobody else's", async () => {
    const sources = ['left/1', 'left-not/2'].map((key) => {
      const source = new PassThrough();
      source.write(randomBytes(11 * MB));
      const upload = storage.put(key, source, { contentType: 'a/b' });
      return {
        key,
        source,
        outcome: upload.then(
          () => 'stored',
          () => 'refused',
        ),
      };
    });
    for (const { key } of sources) await untilUploading(key);
    expect(await storage.deletePrefix('left/')).toBe(0);
    await expectNothing('left/1');
    for (const { source } of sources) source.end();
    expect(await Promise.all(sources.map(({ outcome }) => outcome))).toEqual(['refused', 'stored']);
    expect(await keysOf('left')).toEqual(['left-not/2']);
  });

  it('are never all there are', async () => {
    await expect(storage.deletePrefix('')).rejects.toThrow(RangeError);
    expect((await keysOf('')).length).toBeGreaterThan(0);
  });

  it('are not listed or deleted once the caller gave up', async () => {
    await put('kept/1', Buffer.from('x'));
    const reason = new Error('cancelled');
    await expect(storage.deletePrefix('kept/', AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(await keysOf('kept/')).toEqual(['kept/1']);
  });
});

describe('a signed link', () => {
  const bytes = randomBytes(100_000);
  const link = (options = {}) =>
    storage.signedUrl('signed', { expiresInSeconds: 60, downloadName: 'my "copy"\r\n.zip', ...options });

  const statusOf = async (url: string | URL, init?: RequestInit) => {
    const answer = await fetch(url, init);
    await answer.arrayBuffer();
    return answer.status;
  };

  it('is all that a download needs, under a name that cannot break the header', async () => {
    await put('signed', bytes);
    const answer = await fetch(await link());
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="my__copy___.zip"');
    expect(sha256(Buffer.from(await answer.arrayBuffer()))).toBe(sha256(bytes));
  });

  it.each([
    ['for another key', (url: URL) => (url.pathname += '2')],
    ['for a longer time', (url: URL) => url.searchParams.set('X-Amz-Expires', '600')],
    ['with another name', (url: URL) => url.searchParams.set('response-content-disposition', 'inline')],
    ['without its signature', (url: URL) => url.searchParams.delete('X-Amz-Signature')],
    ['with nothing', (url: URL) => (url.search = '')],
  ])('does not work %s', async (_what, alter) => {
    await put('signed', bytes);
    await put('signed2', bytes);
    const url = new URL(await link());
    alter(url);
    expect([400, 403]).toContain(await statusOf(url));
  });

  it('works for reading only', async () => {
    await put('signed', bytes);
    expect(await statusOf(await link(), { method: 'DELETE' })).toBe(403);
    expect((await storage.get('signed', { maxBytes: MB })).length).toBe(bytes.length);
  });

  it('ends when it is said to', async () => {
    await put('signed', bytes);
    const url = await link({ expiresInSeconds: 1 });
    await eventually(async () => (await statusOf(url)) === 403);
  });

  it('names the address under which clients reach the server', async () => {
    const seen = createObjectStorage({ ...server, bucket, keyPrefix, publicEndpoint: 'https://files.example.org' });
    const url = new URL(await seen.signedUrl('signed', { expiresInSeconds: 60, downloadName: 'a' }));
    expect(url.origin + url.pathname).toBe(`https://files.example.org/${bucket}/${keyPrefix}signed`);
    await seen.ping();
    seen.close();
  });
});

describe('an upload that does not end well', () => {
  it('leaves nothing after an abort while the source stalls', async () => {
    const reason = new Error('the student cancelled');
    const controller = new AbortController();
    const source = new PassThrough();
    source.write(randomBytes(11 * MB));
    const upload = storage.put('aborted', source, { contentType: 'a/b', signal: controller.signal });
    const outcome = expect(upload).rejects.toBe(reason);
    await untilUploading('aborted');
    controller.abort(reason);
    await outcome;
    expect(source.destroyed).toBe(true);
    await expectNothing('aborted');
  });

  it('leaves nothing after an abort that comes with the last byte', async () => {
    const reason = new Error('too late');
    const controller = new AbortController();
    const source = Readable.from([randomBytes(2 * MB)], { objectMode: false });
    source.once('end', () => controller.abort(reason));
    const upload = storage.put('late', source, { contentType: 'a/b', signal: controller.signal });
    await expect(upload).rejects.toBe(reason);
    await expectNothing('late');
  });

  it('leaves nothing after an error of the source', async () => {
    const broken = new Error('the connection to the browser broke');
    const source = new PassThrough();
    source.write(randomBytes(11 * MB));
    const outcome = expect(storage.put('broken', source, { contentType: 'a/b' })).rejects.toBe(broken);
    await untilUploading('broken');
    source.destroy(broken);
    await outcome;
    await expectNothing('broken');
  });

  it('sends nothing when aborted before', async () => {
    const reason = new Error('before');
    const source = Readable.from([Buffer.from('x')], { objectMode: false });
    const signal = AbortSignal.abort(reason);
    await expect(storage.put('before', source, { contentType: 'a/b', signal })).rejects.toBe(reason);
    await expectNothing('before');
  });
});

describe('a server out of reach', () => {
  it('is an error as it comes, for each call, and over when it is back', async () => {
    await put('still-there', Buffer.from('x'));
    await proxy.set('refuse');
    const source = new PassThrough();
    source.end('x');
    await expect(proxied.put('cut', source, { contentType: 'a/b' })).rejects.toThrow();
    await expect(proxied.get('still-there', { maxBytes: 10 })).rejects.not.toMatchObject({ type: 'StorageMissing' });
    await expect(proxied.delete('still-there')).rejects.toThrow();
    await expect(proxied.ping()).rejects.toThrow();
    await proxy.set('pass');
    expect(Buffer.from(await proxied.get('still-there', { maxBytes: 10 })).toString()).toBe('x');
  });

  it('lets a call be cancelled while it hangs', async () => {
    const reason = new Error('cancelled');
    await proxy.set('black-hole');
    for (const call of [
      (signal: AbortSignal) => proxied.get('still-there', { maxBytes: 10, signal }),
      (signal: AbortSignal) => proxied.delete('still-there', signal),
      (signal: AbortSignal) => proxied.ping(signal),
    ]) {
      const controller = new AbortController();
      const arrived = proxy.nextBytes();
      const outcome = expect(call(controller.signal)).rejects.toBe(reason);
      await arrived;
      controller.abort(reason);
      await outcome;
    }
    await proxy.set('pass');
  });

  it('fails a ping within seconds', async () => {
    await proxy.set('black-hole');
    const started = performance.now();
    await expect(proxied.ping()).rejects.toMatchObject({ name: 'DeadlineExceeded' });
    expect(performance.now() - started).toBeLessThan(10_000);
    await proxy.set('pass');
  });
});
