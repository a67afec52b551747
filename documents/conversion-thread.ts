import { createHash } from 'node:crypto';
import { Failure } from '../domain/runs/failures.js';
import type { DocumentFormat, PageResult } from '../domain/text/pages.js';
import { type Conversion, convert } from './conversion.js';
import type { TaskResult } from './task-result.js';

/** A file in shared memory, so that no task copies it. */
export interface SharedFile {
  bytes: Uint8Array;
}

/** Characters of conversions that are kept: the two largest materials there may be. */
const MAX_KEPT = 12_000_000;

/** The latest conversions by their file's hash, so that the ranges of a document do not convert it again and again. */
const kept = new Map<string, Conversion>();

/** Tells the format and counts the pages. */
export const probe = ({ bytes }: SharedFile): Promise<TaskResult<{ format: DocumentFormat; pageCount: number }>> =>
  attempt(bytes, ({ format, pages }) => ({ format, pageCount: pages.length }));

/** The pages asked for. */
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
    // A string, an array or a stack beyond what there may be.
    if (error instanceof RangeError) return { failure: 'TooComplex' };
    throw error;
  }
}

async function converted(bytes: Uint8Array): Promise<Conversion> {
  const key = createHash('sha256').update(bytes).digest('hex');
  const conversion = kept.get(key) ?? (await convert(bytes));
  kept.delete(key);
  kept.set(key, conversion);
  let characters = 0;
  for (const [each, { pages }] of [...kept].reverse()) {
    for (const page of pages) characters += 'text' in page ? page.text.length : 0;
    if (characters > MAX_KEPT && each !== key) kept.delete(each);
  }
  return conversion;
}
