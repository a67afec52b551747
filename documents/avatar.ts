import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { createGate } from './gate.js';
import { hasTooManyScans } from './jpeg-scans.js';

/** Why a picture cannot be used: not a format we take, broken, or more than we decode. */
export type PictureFault = 'format' | 'damaged' | 'too-large';

/** A picture that cannot be made into an avatar. */
export class UnusablePicture extends Error {
  override readonly name = 'UnusablePicture';

  constructor(
    readonly fault: PictureFault,
    cause?: unknown,
  ) {
    super(`The picture cannot be used: ${fault}`, { cause });
  }
}

/** Makes avatars of pictures, two at a time. */
export interface AvatarMaker {
  /**
   * A square WebP of 256 pixels, upright, in sRGB, without metadata; of an animation the first frame.
   * @throws UnusablePicture; the signal's reason when aborted while it waits.
   */
  make(file: Uint8Array, signal?: AbortSignal): Promise<Uint8Array>;
}

const SIDE = 256;
const FORMATS = new Set(['image/png', 'image/apng', 'image/jpeg', 'image/webp']);
/** More than cameras take in their usual modes. */
const MOST_PIXELS = 40_000_000;
/** As many with 4 channels of 8 bits; with 16 bits half of them. An interlaced picture is held whole, sometimes twice. */
const MOST_BYTES = 4 * MOST_PIXELS;
const SECONDS = 20;
/** Every core decodes one at most, and half of the threads that node has for such work stay free. */
const AT_ONCE = 2;

/** Makes the maker; sets for the whole process how sharp works. */
export function createAvatarMaker(): AvatarMaker {
  sharp.concurrency(1);
  // No picture comes twice.
  sharp.cache(false);
  const gate = createGate(AT_ONCE);
  return { make: (file, signal) => gate.run(() => makeAvatar(file), signal) };
}

async function makeAvatar(file: Uint8Array): Promise<Uint8Array> {
  const type = await fileTypeFromBuffer(file);
  if (!type || !FORMATS.has(type.mime)) throw new UnusablePicture('format');
  if (type.mime === 'image/jpeg' && hasTooManyScans(file)) throw new UnusablePicture('too-large');
  try {
    if (!(await isDecodable(file))) throw new UnusablePicture('too-large');
    return await sharp(file, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize({ width: SIDE, height: SIDE, fit: 'cover' })
      .webp({ quality: 82 })
      .timeout({ seconds: SECONDS })
      .toBuffer();
  } catch (error) {
    throw error instanceof UnusablePicture ? error : new UnusablePicture('damaged', error);
  }
}

/** By what the header says, which is all that is read. */
async function isDecodable(file: Uint8Array): Promise<boolean> {
  const { width, height, channels, depth } = await sharp(file, { limitInputPixels: false }).metadata();
  const bytes = width * height * channels * (depth === 'uchar' ? 1 : 2);
  return width * height <= MOST_PIXELS && bytes <= MOST_BYTES;
}
