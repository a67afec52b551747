import sharp, { type Sharp } from 'sharp';

const RED = { r: 220, g: 30, b: 30 };
const BLUE = { r: 30, g: 30, b: 220 };

/** An image whose upper half is red and whose lower half is blue. */
export function twoColors(width: number, height: number): Sharp {
  const lower = { create: { width, height: height / 2, channels: 3 as const, background: BLUE } };
  return sharp({ create: { width, height, channels: 3, background: RED } }).composite([
    { input: lower, top: height / 2, left: 0 },
  ]);
}

/** Whether a point of an image is red or blue; the point is given in shares of width and height. */
export async function colorAt(image: Uint8Array, x: number, y: number): Promise<'red' | 'blue'> {
  const { data, info } = await sharp(image).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
  return (data[at] ?? 0) > (data[at + 2] ?? 0) ? 'red' : 'blue';
}

/**
 * A valid progressive JPEG of few bytes that takes a pass over all its pixels for each of its scans: it is the size of
 * a camera's image, and every coefficient of a block comes bit by bit.
 */
export function manyScans(side: number): Uint8Array {
  const blocks = Math.ceil(side / 8) ** 2;
  const empty = emptyScan(blocks);
  const scans: Uint8Array[] = [];
  for (let coefficient = 1; coefficient < 64; coefficient++) {
    for (let bit = 13; bit >= 0; bit--) {
      const before = bit === 13 ? 0 : bit + 1;
      scans.push(segment(0xda, [1, 1, 0, coefficient, coefficient, (before << 4) | bit]), empty);
    }
  }
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xdb, [0, ...Array<number>(64).fill(1)]),
    segment(0xc2, [8, side >> 8, side & 255, side >> 8, side & 255, 1, 1, 0x11, 0]),
    segment(0xc4, [0x00, 1, ...Array<number>(15).fill(0), 0]),
    segment(0xc4, [0x10, 1, 1, ...Array<number>(14).fill(0), 0xe0, 0x00]),
    segment(0xda, [1, 1, 0, 0, 0, 0]),
    Buffer.alloc(Math.ceil(blocks / 8)),
    ...scans,
    Buffer.from([0xff, 0xd9]),
  ]);
}

const segment = (marker: number, body: number[]): Uint8Array =>
  Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255, ...body]);

/** A scan that says of all blocks at once that nothing is in them. */
function emptyScan(blocks: number): Uint8Array {
  let bits = '';
  let left = blocks;
  while (left >= 16_384) {
    const run = Math.min(left, 32_767);
    bits += `0${(run - 16_384).toString(2).padStart(14, '0')}`;
    left -= run;
  }
  bits += '10'.repeat(left);
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1');
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  return Buffer.from(bytes.flatMap((byte) => (byte === 0xff ? [byte, 0] : [byte])));
}
