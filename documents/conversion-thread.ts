import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Failure } from '../domain/runs/failures.js';
import type { FormatOf } from '../domain/text/formats.js';
import type { PageResult } from '../domain/text/pages.js';
import { MAX_MATERIAL_CHARACTERS } from '../domain/text/text-limits.js';
import { type Conversion, convert } from './conversion.js';
import type { TaskResult } from './task-result.js';

/** A file in shared memory, so that no task copies it. */
export interface SharedFile {
  bytes: Uint8Array;
}

/** The latest conversions by their file's hash, so that the ranges of a document do not convert it again and again. */
const conversions = new LRUCache<string, Conversion>({
  // Two of the largest materials there may be.
  maxSize: 2 * MAX_MATERIAL_CHARACTERS,
  sizeCalculation: ({ pages }) => pages.reduce((sum, page) => sum + ('text' in page ? page.text.length : 0), 1),
});

/** Tells the format and counts the pages. */
export const probe = ({
  bytes,
}: SharedFile): Promise<TaskResult<{ format: FormatOf<'conversion'>; pageCount: number }>> =>
  attempt(bytes, ({ format, pages }) => ({ format, pageCount: pages.length }));

/** The pages by their numbers, in the order of these. */
export const readPages = ({
  bytes,
  pageNos,
}: SharedFile & { pageNos: readonly number[] }): Promise<TaskResult<PageResult[]>> =>
  attempt(bytes, ({ pages }) =>
    pageNos.map((pageNo) => {
      const page = pages[pageNo - 1];
      if (!page) throw new Failure('Corrupt');
      if ('failure' in page) return { pageNo, failure: page.failure };
      return { pageNo, method: page.text === '' ? 'blank' : 'text', text: page.text, confidence: null };
    }),
  );

async function attempt<T>(bytes: Uint8Array, work: (conversion: Conversion) => T): Promise<TaskResult<T>> {
  try {
    return { value: work(await converted(bytes)) };
  } catch (error) {
    if (error instanceof Failure) return { failure: error.type };
    // A string, an array or a stack larger than the engine allows.
    if (error instanceof RangeError) return { failure: 'TooComplex' };
    throw error;
  }
}

async function converted(bytes: Uint8Array): Promise<Conversion> {
  const key = createHash('sha256').update(bytes).digest('hex');
  const conversion = conversions.get(key) ?? (await convert(bytes));
  conversions.set(key, conversion);
  return conversion;
}
