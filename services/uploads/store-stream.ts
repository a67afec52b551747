import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ObjectStorage } from '../../clients/storage.js';
import { createUploadMeter } from './upload-meter.js';

/** What is known of bytes that passed. */
export interface PassedBytes {
  bytes: number;
  /** In hex. */
  sha256: string;
}

/**
 * Puts bytes into storage as they come, counted and hashed on the way.
 * @throws Problem payload-too-large; whatever the stream or storage fails with, and then nothing whole is stored.
 */
export async function storeStream(
  { storage }: { storage: ObjectStorage },
  { stream, key, contentType, maxBytes }: { stream: Readable; key: string; contentType: string; maxBytes: number },
  signal: AbortSignal,
): Promise<PassedBytes> {
  const meter = createUploadMeter(maxBytes);
  // A failing pipeline destroys the meter, and with it the put that reads from it.
  const flow = pipeline(stream, meter.stream, { signal });
  const put = storage.put(key, meter.stream, { contentType, signal });
  const [flowed, stored] = await Promise.allSettled([flow, put]);
  if (flowed.status === 'rejected') throw flowed.reason;
  if (stored.status === 'rejected') throw stored.reason;
  return { bytes: meter.bytes(), sha256: meter.sha256() };
}

/** Reads bytes without keeping them. @throws Problem payload-too-large; whatever the stream fails with. */
export async function hashStream(
  { stream, maxBytes }: { stream: Readable; maxBytes: number },
  signal: AbortSignal,
): Promise<PassedBytes> {
  const meter = createUploadMeter(maxBytes);
  meter.stream.resume();
  await pipeline(stream, meter.stream, { signal });
  return { bytes: meter.bytes(), sha256: meter.sha256() };
}
