import type { Thread } from '../lib/threads.js';
import { decodeImage, decodePhoto } from './image-decoder.js';
import type * as ImageThread from './image-thread.js';
import type { Raster } from './raster.js';
import { inSharedMemory } from './shared-memory.js';
import { unwrapResult } from './task-result.js';

/** Decodes one page of an image, photos that need a decoder of their own in this thread. @throws as `decodeImage`. */
export function decodePage(
  thread: Thread<typeof ImageThread>,
  file: Uint8Array,
  page: Parameters<typeof decodeImage>[1],
  signal?: AbortSignal,
): Promise<Raster> {
  if (page.format !== 'heic') return decodeImage(file, page, signal);
  const decode = () => unwrapResult(thread.run('decodePhoto', { bytes: inSharedMemory(file) }, signal), 'TooComplex');
  return decodePhoto(file, { decode, dpi: page.dpi }, signal);
}
