import { once } from 'node:events';
import { Readable, Transform, type Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { ObjectStorage } from '../../../clients/storage.js';
import { ENGINE_WAITS_MS } from '../../../domain/wait-limits.js';

/** A ZIP file that is being written: entries go out one after the other, as they are read. */
export interface ZipWriter {
  /** Adds an entry and resolves when its source was read to the end. @throws the source's error; an AbortError. */
  add(name: string, source: Readable, options: { compress: boolean }): Promise<void>;
}

/** Packed bytes that wait to be stored before no more is read; Node's own bound differs with its version. */
const WAITING_BYTES = 16 * 1024;

/**
 * Streams a ZIP file to an object, holding a few parts of it in memory however large it is.
 * @param input.fill adds the entries; what it throws ends the file
 * @returns the bytes of the file
 * @throws what fails first, of reading, packing and storing; then no object is left.
 */
export async function putZip(
  { storage }: { storage: ObjectStorage },
  { key, fill }: { key: string; fill: (zip: ZipWriter) => Promise<void> },
  signal: AbortSignal,
): Promise<number> {
  const end = new AbortController();
  const forward = () => end.abort(signal.reason);
  if (signal.aborted) forward();
  signal.addEventListener('abort', forward, { once: true });

  const zip = new ZipFile().on('error', (error: unknown) => end.abort(error));
  const meter = createMeter();
  const packed = zip.outputStream as Readable;
  const work = [
    pipeline(packed, meter.stream, { signal: end.signal }),
    storage.put(key, meter.stream, {
      contentType: 'application/zip',
      signal: end.signal,
      deadlineMs: ENGINE_WAITS_MS.s3Archive,
    }),
    fill(writerOf(zip, meter.stream, end.signal)).then(() => zip.end()),
  ];
  // Each waits for the others, so the first that fails ends them; all are awaited, so that none goes on unseen.
  await Promise.all(work.map((part) => part.catch((error: unknown) => end.abort(error))));
  signal.removeEventListener('abort', forward);
  end.signal.throwIfAborted();
  return meter.bytes();
}

const writerOf = (zip: ZipFile, packed: Writable, signal: AbortSignal): ZipWriter => ({
  async add(name, source, { compress }) {
    const taken = Readable.from(asItIsStored(source, packed, signal), { objectMode: false });
    const read = finished(taken, { writable: false, signal });
    if (!signal.aborted) zip.addReadStream(taken, name, { compress });
    try {
      await read;
    } finally {
      taken.destroy();
      source.destroy();
    }
  },
});

/**
 * What a source gives, no faster than what is packed of it is stored: the streams between hold as much of what packs
 * well as a whole account has.
 */
async function* asItIsStored(source: Readable, packed: Writable, signal: AbortSignal): AsyncGenerator<unknown> {
  for await (const piece of source) {
    yield piece;
    if (packed.writableNeedDrain) await once(packed, 'drain', { signal });
  }
}

function createMeter(): { stream: Transform; bytes(): number } {
  let bytes = 0;
  const stream = new Transform({
    highWaterMark: WAITING_BYTES,
    transform(piece: Buffer, _encoding, done) {
      bytes += piece.length;
      done(null, piece);
    },
  });
  return { stream, bytes: () => bytes };
}
