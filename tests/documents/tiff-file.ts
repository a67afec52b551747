import sharp from 'sharp';

/** A page of a TIFF file: 8 bits of gray, not compressed. */
export interface Image {
  width: number;
  height: number;
  /** None for a page whose strip lies beyond the end of the file. */
  pixels: Uint8Array | undefined;
  isPreview?: boolean;
}

/** An image file as a page of gray. */
export async function toImage(file: Uint8Array): Promise<Image> {
  const { data, info } = await sharp(file).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data };
}

const TAGS = 9;
const DIRECTORY = 2 + TAGS * 12 + 4;
const HEADER = 8;
const [SHORT, LONG] = [3, 4];

/** A TIFF file of these pages: directories first, then the pixels. */
export function makeTiff(pages: readonly Image[]): Buffer {
  const start = HEADER + pages.length * DIRECTORY;
  const size = pages.reduce((sum, { pixels }) => sum + (pixels?.length ?? 0), start);
  const file = Buffer.alloc(size);
  file.write('II*\0', 0, 'latin1');
  file.writeUInt32LE(HEADER, 4);
  let strip = start;
  for (const [i, { width, height, pixels, isPreview = false }] of pages.entries()) {
    const at = HEADER + i * DIRECTORY;
    const tags = [
      [254, LONG, isPreview ? 1 : 0],
      [256, LONG, width],
      [257, LONG, height],
      [258, SHORT, 8],
      [259, SHORT, 1],
      [262, SHORT, 1],
      [273, LONG, pixels ? strip : size + 1_000],
      [278, LONG, height],
      [279, LONG, width * height],
    ] as const;
    file.writeUInt16LE(TAGS, at);
    for (const [n, [tag, type, value]] of tags.entries()) {
      const entry = at + 2 + n * 12;
      file.writeUInt16LE(tag, entry);
      file.writeUInt16LE(type, entry + 2);
      file.writeUInt32LE(1, entry + 4);
      file.writeUInt32LE(value, entry + 8);
    }
    file.writeUInt32LE(i + 1 < pages.length ? at + DIRECTORY : 0, at + DIRECTORY - 4);
    if (!pixels) continue;
    file.set(pixels, strip);
    strip += pixels.length;
  }
  return file;
}
