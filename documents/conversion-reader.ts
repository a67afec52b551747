import type { FormatOf } from '../domain/text/formats.js';
import type { PageResult } from '../domain/text/pages.js';
import { createThread } from '../lib/threads.js';
import type * as ConversionThread from './conversion-thread.js';
import { inSharedMemory } from './shared-memory.js';
import { unwrapResult } from './task-result.js';

/** Reads documents that are converted whole (office files, web pages, texts), in a thread of its own. */
export interface ConversionReader {
  /** @throws Failure Unsupported, Encrypted, Corrupt, Empty, TooComplex, TooMuchText. */
  probe(file: Uint8Array, signal?: AbortSignal): Promise<{ format: FormatOf<'conversion'>; pageCount: number }>;
  /** As DocumentReader.readPages. */
  readPages(
    file: Uint8Array,
    pageNos: readonly number[],
    onPage: (page: PageResult) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<void>;
  close(): Promise<void>;
}

/** Real files need some 60 MB; a file that needs more than this is made to. */
const HEAP_MB = 256;

/**
 * Makes the reader; its thread starts with the first file and ends after a minute without work.
 * @param options.taskSeconds seconds at most for the conversion of one document
 */
export function createConversionReader({ taskSeconds }: { taskSeconds: number }): ConversionReader {
  const thread = createThread<typeof ConversionThread>(new URL('./conversion-thread.js', import.meta.url), {
    idleSeconds: 60,
    heapMb: HEAP_MB,
    taskSeconds,
  });
  return {
    probe: (file, signal) => unwrapResult(thread.run('probe', { bytes: inSharedMemory(file) }, signal), 'TooComplex'),

    async readPages(file, pageNos, onPage, signal) {
      const running = thread.run('readPages', { bytes: inSharedMemory(file), pageNos }, signal);
      for (const page of await unwrapResult(running, 'TooComplex')) {
        signal?.throwIfAborted();
        await onPage(page);
      }
    },

    close: () => thread.close(),
  };
}
