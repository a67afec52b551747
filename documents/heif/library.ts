import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The functions of libheif's C interface that are used. What is large, or an error, is given by its address. */
export interface Libheif {
  _malloc(size: number): number;
  _heif_context_alloc(): number;
  _heif_context_read_from_memory_without_copy(
    error: number,
    context: number,
    file: number,
    size: number,
    options: number,
  ): void;
  _heif_context_get_primary_image_handle(error: number, context: number, handle: number): void;
  _heif_decode_image(
    error: number,
    handle: number,
    image: number,
    colorspace: number,
    chroma: number,
    options: number,
  ): void;
  _heif_image_has_channel(image: number, channel: number): number;
  _heif_image_get_width(image: number, channel: number): number;
  _heif_image_get_height(image: number, channel: number): number;
  _heif_image_get_bits_per_pixel_range(image: number, channel: number): number;
  _heif_image_get_plane_readonly(image: number, channel: number, stride: number): number;
}

/** More than a photo of 75 million pixels needs; WebAssembly counts in no limit of its thread. */
const MAX_MEMORY = 400 * 1024 ** 2;
const WASM_PAGE = 64 * 1024;

/** A memory of WebAssembly. */
interface Memory {
  buffer: ArrayBufferLike;
  grow(pages: number): number;
}

interface Instance {
  exports: Record<string, unknown>;
}

/** What is used of WebAssembly, for which Node's types have no words. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    Module: new (bytes: Uint8Array) => object;
    Instance: new (module: object, imports: object) => Instance;
    Memory: new () => Memory;
  };
};

const require = createRequire(import.meta.url);
let compiled: object | undefined;

/** The library at work. */
export interface Engine {
  libheif: Libheif;
  /** Its memory as it is now: each call may replace it. */
  bytes(): Uint8Array;
  /** Whether it asked for more memory than there is. */
  isExhausted(): boolean;
}

/**
 * Starts the library with a memory of its own, which is given back with it: it never shrinks, and a damaged file may
 * leave it in disorder.
 */
export function startLibheif(): Engine {
  compiled ??= new WebAssembly.Module(readFileSync(require.resolve('libheif-js/libheif-wasm/libheif.wasm')));
  const module = compiled;
  const start = require('libheif-js/libheif-wasm/libheif.js') as (options: object) => Libheif;
  let isExhausted = false;
  let buffer = (): ArrayBufferLike => new ArrayBuffer(0);
  const libheif = start({
    instantiateWasm(imports: object, receive: (instance: Instance) => unknown) {
      const instance = new WebAssembly.Instance(module, imports);
      for (const memory of Object.values(instance.exports)) {
        if (!(memory instanceof WebAssembly.Memory)) continue;
        buffer = () => memory.buffer;
        const grow = memory.grow.bind(memory);
        memory.grow = (pages: number) => {
          isExhausted = memory.buffer.byteLength + pages * WASM_PAGE > MAX_MEMORY;
          if (isExhausted) throw new RangeError('The picture needs too much memory');
          return grow(pages);
        };
      }
      return receive(instance);
    },
    print: () => {},
    printErr: () => {},
  });
  return { libheif, bytes: () => new Uint8Array(buffer()), isExhausted: () => isExhausted };
}
