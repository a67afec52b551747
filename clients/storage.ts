import { addAbortSignal, Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, HeadBucketCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { Failure } from '../domain/failures.js';
import { withDeadline } from './deadline.js';
import { createS3Client, type S3Server } from './s3-client.js';

/** Bytes named by keys. Trouble with the network or the server is thrown as it comes; the caller decides on retries. */
export interface ObjectStorage {
  /**
   * Streams an object in, of unknown length, holding at most some 15 MB of it in memory. It exists once this resolves;
   * after an error or abort the stream is destroyed and no part stays, as long as the server answers.
   * @throws the stream's error, the signal's reason, DeadlineExceeded after 10 minutes, or the S3 error.
   */
  put(key: string, stream: Readable, options: { contentType: string; signal?: AbortSignal }): Promise<void>;
  /** @throws Failure StorageMissing; RangeError for an object over `maxBytes`; the signal's reason; the S3 error. */
  get(key: string, options: { maxBytes: number; signal?: AbortSignal }): Promise<Uint8Array>;
  /** Deleting what is not there is success. */
  delete(key: string, signal?: AbortSignal): Promise<void>;
  /** Resolves if the bucket answers. */
  ping(signal?: AbortSignal): Promise<void>;
  /** Ends idle connections. */
  close(): void;
}

const PUT_MS = 600_000;
const GET_MS = 120_000;
const SHORT_MS = 15_000;
const PING_MS = 3_000;

/** The least that S3 allows; with the queue it bounds the memory of an upload. */
const PART_BYTES = 5 * 1024 * 1024;
const PARTS_AT_ONCE = 2;

/** Object storage in one bucket of an S3 server; `keyPrefix` lets several installations share it. */
export function createObjectStorage({
  bucket,
  keyPrefix,
  ...server
}: S3Server & { bucket: string; keyPrefix: string }): ObjectStorage {
  const client = createS3Client(server);
  const place = (key: string) => ({ Bucket: bucket, Key: `${keyPrefix}${key}` });

  const remove = (key: string, signal?: AbortSignal) =>
    withDeadline(SHORT_MS, signal, async (signal) => {
      await client.send(new DeleteObjectCommand(place(key)), { abortSignal: signal });
    });

  return {
    put: (key, stream, { contentType, signal }) =>
      withDeadline(PUT_MS, signal, async (signal) => {
        // A stalled source would keep the uploader waiting for ever; an aborted one ends it, and its parts with it.
        addAbortSignal(signal, stream);
        await uploadStream(client, { ...place(key), ContentType: contentType }, stream);
        if (!signal.aborted) return;
        // The abort came after the last byte was read: the object is whole, and unwanted.
        await remove(key);
        throw signal.reason;
      }),
    get: (key, { maxBytes, signal }) =>
      withDeadline(GET_MS, signal, async (signal) => {
        const { Body } = await client.send(new GetObjectCommand(place(key)), { abortSignal: signal }).catch(explain);
        if (!(Body instanceof Readable)) throw new TypeError('the S3 client gave no stream');
        return await readAtMost(addAbortSignal(signal, Body), maxBytes);
      }),
    delete: remove,
    ping: (signal) =>
      withDeadline(PING_MS, signal, async (signal) => {
        await client.send(new HeadBucketCommand({ Bucket: bucket }), { abortSignal: signal });
      }),
    close: () => client.destroy(),
  };
}

async function uploadStream(
  client: S3Client,
  target: { Bucket: string; Key: string; ContentType: string },
  stream: Readable,
): Promise<void> {
  const upload = new Upload({
    client,
    params: { ...target, Body: stream },
    partSize: PART_BYTES,
    queueSize: PARTS_AT_ONCE,
    leavePartsOnError: false,
  });
  try {
    await upload.done();
  } catch (error) {
    stream.destroy();
    throw error;
  }
}

async function readAtMost(body: Readable, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    // Leaving the loop destroys the stream, so no more is read.
    if (size > maxBytes) throw new RangeError(`the object is larger than ${maxBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}

function explain(error: unknown): never {
  throw error instanceof NoSuchKey ? new Failure('StorageMissing') : error;
}
