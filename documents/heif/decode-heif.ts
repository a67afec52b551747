import { Failure } from '../../domain/runs/failures.js';
import type { Raster } from '../raster.js';
import { type Engine, startLibheif } from './library.js';

/** Values of `heif_colorspace` and `heif_chroma` for a picture as it is coded. */
const AS_CODED = 99;
/** Values of `heif_channel`: brightness, green where a picture is coded in colors, and what covers the background. */
const BRIGHTNESS = 0;
const GREEN = 4;
const COVER = 6;
/** An error begins with its code. */
const ERROR_BYTES = 12;

/**
 * The first picture of a HEIF file in grayscale on white, turned and cut as the file itself says. For use in a worker
 * thread, since it takes seconds. The C interface is used, because the one for
 * JavaScript reads beyond the end of the planes of color. @throws Failure Corrupt, TooLarge.
 */
export function decodeHeif(file: Uint8Array): Raster {
  const engine = startLibheif();
  try {
    return toRaster(engine, decode(engine, file));
  } catch (cause) {
    throw new Failure(engine.isExhausted() ? 'TooLarge' : 'Corrupt', { cause });
  }
}

/** @returns the address of the image */
function decode({ libheif, bytes }: Engine, file: Uint8Array): number {
  const allocate = (size: number) => {
    const address = libheif._malloc(size);
    if (address === 0) throw new Error('There is no room for the file');
    return address;
  };
  const [error, result] = [allocate(ERROR_BYTES), allocate(4)];
  const numberAt = (address: number) => Buffer.from(bytes().buffer, address, 4).readUInt32LE();
  const assertWell = (what: string) => {
    if (numberAt(error) !== 0) throw new Error(`${what}: ${numberAt(error)}.${numberAt(error + 4)}`);
  };
  const copy = allocate(file.length);
  bytes().set(file, copy);
  const context = libheif._heif_context_alloc();
  libheif._heif_context_read_from_memory_without_copy(error, context, copy, file.length, 0);
  assertWell('The file cannot be read');
  libheif._heif_context_get_primary_image_handle(error, context, result);
  assertWell('The file has no picture');
  libheif._heif_decode_image(error, numberAt(result), result, AS_CODED, AS_CODED, 0);
  assertWell('The picture cannot be decoded');
  return numberAt(result);
}

function toRaster(engine: Engine, image: number): Raster {
  const { libheif } = engine;
  const channel = [BRIGHTNESS, GREEN].find((each) => libheif._heif_image_has_channel(image, each) !== 0);
  if (channel === undefined) throw new Error('The picture has no brightness');
  const light = readPlane(engine, image, channel);
  if (libheif._heif_image_has_channel(image, COVER) === 0) return light;
  const cover = readPlane(engine, image, COVER);
  if (cover.width !== light.width || cover.height !== light.height) return light;
  for (let i = 0; i < light.pixels.length; i += 1) {
    const share = (cover.pixels[i] ?? 255) / 255;
    light.pixels[i] = (light.pixels[i] ?? 255) * share + 255 * (1 - share);
  }
  return light;
}

/** A plane in 8 bits; samples of more bits are stored in two bytes each. */
function readPlane({ libheif, bytes }: Engine, image: number, channel: number): Raster {
  const width = libheif._heif_image_get_width(image, channel);
  const height = libheif._heif_image_get_height(image, channel);
  const bits = libheif._heif_image_get_bits_per_pixel_range(image, channel);
  const strideAt = libheif._malloc(4);
  const start = libheif._heif_image_get_plane_readonly(image, channel, strideAt);
  if (start === 0 || width <= 0 || height <= 0) throw new Error('The picture is empty');
  const memory = bytes();
  const stride = Buffer.from(memory.buffer, strideAt, 4).readUInt32LE();
  const pixels = new Uint8Array(new SharedArrayBuffer(width * height));
  for (let y = 0; y < height; y += 1) {
    const from = start + y * stride;
    if (bits <= 8) pixels.set(memory.subarray(from, from + width), y * width);
    else for (let x = 0; x < width; x += 1) pixels[y * width + x] = sampleAt(memory, from + x * 2) >> (bits - 8);
  }
  return { width, height, pixels };
}

const sampleAt = (memory: Uint8Array, at: number): number => (memory[at] ?? 0) | ((memory[at + 1] ?? 0) << 8);
