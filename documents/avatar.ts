import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { createSemaphore } from '../lib/semaphore.js';
import { hasTooManyScans } from './jpeg-scans.js';

/** Why an image cannot be used: not a format we take, broken, or more than we decode. */
export type ImageFault = 'format' | 'damaged' | 'too-large';

/** An image that cannot be made into an avatar. */
export class UnusableImage extends Error {
  override readonly name = 'UnusableImage';

  constructor(
    readonly fault: ImageFault,
    cause?: unknown,
  ) {
    super(`The image cannot be used: ${fault}`, { cause });
  }
}

/** Makes avatars of images, two at a time. */
export interface AvatarMaker {
  /**
   * A square WebP of 256 pixels, upright, in sRGB, without metadata; of an animation the first frame.
   * @throws UnusableImage; the signal's reason when aborted while it waits.
   */
  make(file: Uint8Array, signal?: AbortSignal): Promise<Uint8Array>;
}

const SIDE = 256;
const FORMATS = new Set(['image/png', 'image/apng', 'image/jpeg', 'image/webp']);
/** More than cameras take in their usual modes. */
const MAX_PIXELS = 40_000_000;
/** As many with 4 channels of 8 bits; with 16 bits half of them. An interlaced image is held whole, sometimes twice. */
const MAX_BYTES = 4 * MAX_PIXELS;
const SECONDS = 20;
/** Every core decodes one at most, and half of the threads that node has for such work stay free. */
const CONCURRENCY = 2;

/** Creates the maker; sets for the whole process how sharp works. */
export function createAvatarMaker(): AvatarMaker {
  sharp.concurrency(1);
  // No image comes twice, so a cache would hold what nobody needs.
  sharp.cache(false);
  const semaphore = createSemaphore(CONCURRENCY);
  return { make: (file, signal) => semaphore.run(() => makeAvatar(file), signal) };
}

async function makeAvatar(file: Uint8Array): Promise<Uint8Array> {
  const type = await fileTypeFromBuffer(file);
  if (!type || !FORMATS.has(type.mime)) throw new UnusableImage('format');
  if (type.mime === 'image/jpeg' && hasTooManyScans(file)) throw new UnusableImage('too-large');
  try {
    if (!(await isDecodable(file))) throw new UnusableImage('too-large');
    return await sharp(file, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize({ width: SIDE, height: SIDE, fit: 'cover' })
      .webp({ quality: 82 })
      .timeout({ seconds: SECONDS })
      .toBuffer();
  } catch (error) {
    throw error instanceof UnusableImage ? error : new UnusableImage('damaged', error);
  }
}

/** By what the header says, which is all that is read. */
async function isDecodable(file: Uint8Array): Promise<boolean> {
  const { width, height, channels, depth } = await sharp(file, { limitInputPixels: false }).metadata();
  const bytes = width * height * channels * (depth === 'uchar' ? 1 : 2);
  return width * height <= MAX_PIXELS && bytes <= MAX_BYTES;
}
