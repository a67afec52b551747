import { addAbortSignal, Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  NoSuchKey,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { Failure } from '../domain/runs/failures.js';
import { attachment } from '../domain/text/file-names.js';
import { ENGINE_WAITS_MS } from '../domain/wait-limits.js';
import { DeadlineExceeded, withDeadline } from '../lib/deadline.js';
import { createS3Client, type S3Server } from './s3-client.js';
import { abortUploads } from './unfinished-uploads.js';

/** An object that is being read; `stream` must be read to its end or destroyed. */
export interface OpenObject {
  stream: Readable;
  bytes: number;
  contentType: string;
}

/** An object as it is listed. */
export interface ListedObject {
  key: string;
  bytes: number;
  lastModified: Date;
}

/** Bytes named by keys. Trouble with the network or the server is thrown as it comes; the caller decides on retries. */
export interface ObjectStorage {
  /**
   * Streams an object in, of unknown length, holding at most some 10 MB of it in memory. It exists once this resolves;
   * after an error or abort the stream is destroyed and no part stays, as long as the server answers.
   * @param options.deadlineMs the longest that the whole may take; 10 minutes by default
   * @throws the stream's error, the signal's reason, DeadlineExceeded, or the S3 error.
   */
  put(
    key: string,
    stream: Readable,
    options: { contentType: string; signal?: AbortSignal; deadlineMs?: number },
  ): Promise<void>;
  /** @throws Failure StorageMissing; RangeError for an object over `maxBytes`; the signal's reason; the S3 error. */
  get(key: string, options: { maxBytes: number; signal?: AbortSignal; deadlineMs?: number }): Promise<Uint8Array>;
  /**
   * Opens an object of any size. The signal, or 10 minutes, destroys the stream.
   * @throws Failure StorageMissing; the signal's reason; the S3 error.
   */
  getStream(key: string, options?: { signal?: AbortSignal }): Promise<OpenObject>;
  /** Deleting what is not there is success. */
  delete(key: string, signal?: AbortSignal): Promise<void>;
  /** The objects whose keys begin with the prefix, in the order of keys, read page by page. */
  list(prefix: string, signal?: AbortSignal): AsyncIterable<ListedObject>;
  /**
   * Deletes the objects whose keys begin with the prefix, and ends unfinished uploads there. Repeating it is harmless.
   * @returns how many objects were deleted
   * @throws RangeError for an empty prefix; the signal's reason; the S3 error, with some deleted.
   */
  deletePrefix(prefix: string, signal?: AbortSignal): Promise<number>;
  /** Ends the uploads that were begun before a time and never ended. @throws as `deletePrefix`. */
  abortUploads(before: Date, signal?: AbortSignal): Promise<void>;
  /**
   * An address under which anybody can download the object until it expires; nothing is asked of the server. The bytes
   * come as an attachment of no type: S3 sends no `nosniff` for a link, and of this type nobody guesses another.
   * @param options.downloadName the name of the file for browsers
   */
  signedUrl(key: string, options: { expiresInSeconds: number; downloadName: string }): Promise<string>;
  /** Resolves if the bucket answers. */
  ping(): Promise<void>;
  /** Ends idle connections. */
  close(): void;
}

/** The minimum of S3; with the queue it bounds the memory of an upload. */
const PART_BYTES = 5 * 1024 * 1024;
const PARTS_AT_ONCE = 1;

/** Where objects are. */
export interface StorageLocation extends S3Server {
  bucket: string;
  /** Lets several installations share a bucket. */
  keyPrefix: string;
  /** Where browsers that follow signed links reach the server; `endpoint` by default. */
  publicEndpoint?: string | undefined;
}

/** Object storage in one bucket of an S3 server. */
export function createObjectStorage({ bucket, keyPrefix, publicEndpoint, ...server }: StorageLocation): ObjectStorage {
  const client = createS3Client(server);
  const signer = createS3Client({ ...server, endpoint: publicEndpoint ?? server.endpoint });
  const locate = (key: string) => ({ Bucket: bucket, Key: `${keyPrefix}${key}` });

  const remove = (key: string, signal?: AbortSignal) =>
    withDeadline(ENGINE_WAITS_MS.s3Call, signal, async (signal) => {
      await client.send(new DeleteObjectCommand(locate(key)), { abortSignal: signal });
    });

  async function* list(prefix: string, signal?: AbortSignal): AsyncGenerator<ListedObject> {
    const { Bucket, Key: Prefix } = locate(prefix);
    let after: string | undefined;
    do {
      const command = new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken: after });
      const page = await withDeadline(ENGINE_WAITS_MS.s3Call, signal, (signal) =>
        client.send(command, { abortSignal: signal }),
      );
      for (const { Key = '', Size = 0, LastModified = new Date(0) } of page.Contents ?? []) {
        yield { key: Key.slice(keyPrefix.length), bytes: Size, lastModified: LastModified };
      }
      after = page.NextContinuationToken;
    } while (after);
  }

  return {
    put: (key, stream, { contentType, signal, deadlineMs = ENGINE_WAITS_MS.s3Stream }) =>
      withDeadline(deadlineMs, signal, async (signal) => {
        // A stalled source would keep the uploader waiting for ever; an aborted one ends it and removes its parts.
        addAbortSignal(signal, stream);
        await uploadStream(client, { ...locate(key), ContentType: contentType }, stream);
        if (!signal.aborted) return;
        // The abort came after the last byte was read: the object is whole, and unwanted.
        await remove(key);
        throw signal.reason;
      }),
    get: (key, { maxBytes, signal, deadlineMs = ENGINE_WAITS_MS.s3Object }) =>
      withDeadline(deadlineMs, signal, async (signal) => {
        const { Body } = await client.send(new GetObjectCommand(locate(key)), { abortSignal: signal }).catch(explain);
        if (!(Body instanceof Readable)) throw new TypeError('the S3 client returned no stream');
        return await readAtMost(addAbortSignal(signal, Body), maxBytes);
      }),
    getStream: async (key, { signal } = {}) => {
      const command = new GetObjectCommand(locate(key));
      const { Body, ContentLength, ContentType } = await withDeadline(ENGINE_WAITS_MS.s3Call, signal, (signal) =>
        client.send(command, { abortSignal: signal }).catch(explain),
      );
      if (!(Body instanceof Readable)) throw new TypeError('the S3 client returned no stream');
      const stream = endAfter(ENGINE_WAITS_MS.s3Stream, Body);
      if (signal) addAbortSignal(signal, stream);
      return { stream, bytes: ContentLength ?? 0, contentType: ContentType ?? '' };
    },
    delete: remove,
    list,
    deletePrefix: async (prefix, signal) => {
      if (prefix === '') throw new RangeError('an empty prefix names everything there is');
      await abortUploads(client, { bucket, prefix: `${keyPrefix}${prefix}` }, signal);
      let deleted = 0;
      for await (const { key } of list(prefix, signal)) {
        await remove(key, signal);
        deleted++;
      }
      return deleted;
    },
    abortUploads: (before, signal) => abortUploads(client, { bucket, prefix: keyPrefix, before }, signal),
    signedUrl: (key, { expiresInSeconds, downloadName }) => {
      const command = new GetObjectCommand({
        ...locate(key),
        ResponseContentDisposition: attachment(downloadName),
        ResponseContentType: 'application/octet-stream',
      });
      return getSignedUrl(signer, command, { expiresIn: expiresInSeconds });
    },
    ping: () =>
      withDeadline(ENGINE_WAITS_MS.probe, undefined, async (signal) => {
        await client.send(new HeadBucketCommand({ Bucket: bucket }), { abortSignal: signal });
      }),
    close() {
      client.destroy();
      signer.destroy();
    },
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

/** Destroys a stream that is still open after some time. */
function endAfter(ms: number, stream: Readable): Readable {
  const timer = setTimeout(() => stream.destroy(new DeadlineExceeded(`not read within ${ms} ms`)), ms);
  return stream.once('close', () => clearTimeout(timer));
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
