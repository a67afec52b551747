import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type AvatarMaker, type ImageFault, UnusableImage } from '../../documents/avatar.js';
import { Problem } from '../../domain/problems.js';
import { unlessAborted } from '../../lib/time-limit.js';
import { createUploadMeter } from './upload-meter.js';

/** Takes in images; a fixed number at a time, since each is held in memory while it comes. */
export interface AvatarIntake {
  /**
   * Reads an upload to its end and gives the image to keep.
   * @param accepted settles when the rest of the form is known to be right
   * @throws Problem unsupported-media-type, payload-too-large, invalid-request, upload-interrupted, service-unavailable;
   * whatever `accepted` throws.
   */
  receive(file: Readable, accepted: () => Promise<unknown>, signal: AbortSignal): Promise<Uint8Array>;
}

const MAX_BYTES = 5 * 1024 * 1024;

/**
 * An intake in front of a maker of avatars.
 * @param seconds in which the form with an image must come
 * @param atOnce images that come or are worked on
 */
export function createAvatarIntake(maker: AvatarMaker, { seconds = 30, atOnce = 20 } = {}): AvatarIntake {
  let underWay = 0;
  return {
    async receive(file, accepted, signal) {
      if (underWay >= atOnce) {
        throw new Problem('service-unavailable', 'Many images are coming in now.', { retryAfterSeconds: 5 });
      }
      underWay += 1;
      try {
        const clock = AbortSignal.timeout(seconds * 1_000);
        const bytes = await inTime(clock, readAll(file, AbortSignal.any([signal, clock])));
        // A form whose end never comes would keep the place.
        await inTime(clock, accepted());
        return await maker.make(bytes, signal).catch(refuse);
      } finally {
        underWay -= 1;
      }
    },
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

async function inTime<T>(clock: AbortSignal, arrival: Promise<T>): Promise<T> {
  try {
    return await unlessAborted(arrival, clock);
  } catch (error) {
    if (!clock.aborted) throw error;
    throw new Problem('upload-interrupted', 'The image did not come in time.');
  }
}

const FAULTS: Record<Exclude<ImageFault, 'format'>, string> = {
  damaged: 'The image is damaged',
  'too-large': 'The image has more than 40 million pixels, or is built to take long',
};

function refuse(error: unknown): never {
  if (!(error instanceof UnusableImage)) throw error;
  if (error.fault === 'format') throw new Problem('unsupported-media-type', 'Upload a PNG, JPEG or WebP image.');
  throw new Problem('invalid-request', 'The image cannot be used.', {
    errors: [{ pointer: '/file', detail: FAULTS[error.fault] }],
  });
}
