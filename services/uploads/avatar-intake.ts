import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type AvatarMaker, type ImageFault, UnusableImage } from '../../documents/avatar.js';
import { Problem, serviceUnavailable } from '../../domain/problems.js';
import { DeadlineExceeded, unlessAborted, withDeadline } from '../../lib/deadline.js';
import { createSemaphore } from '../../lib/semaphore.js';
import { createUploadMeter } from './upload-meter.js';

/** Receives uploaded images, a fixed number at a time, since each is held in memory meanwhile. */
export interface AvatarIntake {
  /**
   * Reads an upload to its end and makes the avatar of it.
   * @param accepted resolves once the rest of the form is known to be right
   * @returns the avatar as WebP
   * @throws Problem unsupported-media-type, payload-too-large, invalid-request, upload-interrupted, service-unavailable;
   * whatever `accepted` throws; the signal's reason.
   */
  receive(file: Readable, accepted: () => Promise<unknown>, signal: AbortSignal): Promise<Uint8Array>;
}

const MAX_BYTES = 5 * 1024 * 1024;

/**
 * Receives images for a maker of avatars.
 * @param options.seconds in which the form with an image must arrive
 * @param options.concurrency images that arrive or are worked on at a time
 */
export function createAvatarIntake(maker: AvatarMaker, { seconds = 30, concurrency = 20 } = {}): AvatarIntake {
  const semaphore = createSemaphore(concurrency, {
    maxWaiting: 0,
    onFull: () => serviceUnavailable('Many images are coming in now.'),
  });
  return {
    receive: (file, accepted, signal) =>
      semaphore.run(async () => {
        const bytes = await withDeadline(seconds * 1_000, signal, async (within) => {
          const received = await readAll(file, within);
          // A form whose end never comes would keep the slot.
          await unlessAborted(accepted(), within);
          return received;
        }).catch(asInterrupted);
        return await maker.make(bytes, signal).catch(asProblem);
      }),
  };
}

async function readAll(file: Readable, signal: AbortSignal): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  const collect = async (pieces: AsyncIterable<Buffer>) => {
    for await (const piece of pieces) parts.push(piece);
  };
  await pipeline(file, createUploadMeter(MAX_BYTES).stream, collect, { signal });
  return Buffer.concat(parts);
}

function asInterrupted(error: unknown): never {
  if (!(error instanceof DeadlineExceeded)) throw error;
  throw new Problem('upload-interrupted', 'The image did not come in time.');
}

const FAULTS: Record<Exclude<ImageFault, 'format'>, string> = {
  damaged: 'The image is damaged',
  'too-large': 'The image has more than 40 million pixels, or is built to take long',
};

function asProblem(error: unknown): never {
  if (!(error instanceof UnusableImage)) throw error;
  if (error.fault === 'format') throw new Problem('unsupported-media-type', 'Upload a PNG, JPEG or WebP image.');
  throw new Problem('invalid-request', 'The image cannot be used.', {
    errors: [{ pointer: '/file', detail: FAULTS[error.fault] }],
  });
}
