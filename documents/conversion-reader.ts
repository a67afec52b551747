import type { FormatOf } from '../domain/text/formats.js';
import type { PageResult } from '../domain/text/pages.js';
import { createThread } from '../lib/threads.js';
import type * as ConversionThread from './conversion-thread.js';
import type { PageWithPictures } from './pictures/fill-pictures.js';
import type { PictureReader } from './pictures/picture-reader.js';
import { type PictureOptions, readPictures } from './pictures/read-pictures.js';
import { inSharedMemory } from './shared-memory.js';
import { unwrapResult } from './task-result.js';

/** Reads documents that are converted whole (office files, web pages, texts), in a thread of its own. */
export interface ConversionReader {
  /** @throws Failure Unsupported, Encrypted, Corrupt, Empty, TooComplex, TooMuchText. */
  probe(
    file: Uint8Array,
    signal?: AbortSignal,
  ): Promise<{ format: FormatOf<'conversion'>; pageCount: number; pictureCount?: number }>;
  /** As DocumentReader.readPages. */
  readPages(
    file: Uint8Array,
    pageNos: readonly number[],
    onPage: (page: PageResult) => Promise<void>,
    options?: PictureOptions,
  ): Promise<void>;
  close(): Promise<void>;
}

/** Real files need some 60 MB; a file that needs more than this is made to. */
const HEAP_MB = 256;

interface Options {
  /** Seconds at most for the conversion of one document. */
  taskSeconds: number;
  pictures: PictureReader;
  /** How many pictures are in work at a time. */
  concurrency: number;
}

/** Makes the reader; its thread starts with the first file and ends after a minute without work. */
export function createConversionReader({ taskSeconds, pictures, concurrency }: Options): ConversionReader {
  const thread = createThread<typeof ConversionThread>(new URL('./conversion-thread.js', import.meta.url), {
    idleSeconds: 60,
    heapMb: HEAP_MB,
    taskSeconds,
  });
  return {
    probe: (file, signal) => unwrapResult(thread.run('probe', { bytes: inSharedMemory(file) }, signal), 'TooComplex'),

    async readPages(file, pageNos, onPage, { signal, ...options } = {}) {
      const bytes = inSharedMemory(file);
      const withPictures: PageWithPictures[] = [];
      for (const page of await unwrapResult(thread.run('readPages', { bytes, pageNos }, signal), 'TooComplex')) {
        signal?.throwIfAborted();
        if ('hasPictures' in page) withPictures.push(page);
        else await onPage(page);
      }
      const open = (no: number, within: AbortSignal) =>
        unwrapResult(thread.run('readPicture', { bytes, no }, within), 'TooComplex');
      await readPictures(withPictures, { ...options, reader: pictures, concurrency, open, signal, onPage });
    },

    close: () => thread.close(),
  };
}
