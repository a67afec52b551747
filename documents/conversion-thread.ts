import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Failure } from '../domain/runs/failures.js';
import type { FormatOf } from '../domain/text/formats.js';
import type { FailedPage, PageResult } from '../domain/text/pages.js';
import { MAX_MATERIAL_CHARACTERS } from '../domain/text/text-limits.js';
import { type Conversion, convert } from './conversion.js';
import { openArchive } from './office/archive.js';
import type { PageWithPictures } from './pictures/fill-pictures.js';
import { picturesIn, withKnownPictures } from './pictures/picture-marks.js';
import type { TaskResult } from './task-result.js';

/** A file in shared memory, so that no task copies it. */
export interface SharedFile {
  bytes: Uint8Array;
}

/** Bytes of pictures that are kept with conversions; those of archives stay there. */
const MAX_PICTURE_BYTES = 40_000_000;

/** The latest conversions by their file's hash, so that the ranges of a document do not convert it again and again. */
const conversions = new LRUCache<string, Conversion>({
  // Two of the largest materials there may be, and what pictures their files hold.
  maxSize: 2 * MAX_MATERIAL_CHARACTERS + MAX_PICTURE_BYTES,
  sizeCalculation: ({ pages, pictures = [] }) =>
    pages.reduce((sum, page) => sum + ('text' in page ? page.text.length : 0), 1) +
    pictures.reduce((sum, picture) => sum + ('bytes' in picture ? picture.bytes.length : 0), 0),
});

/** Tells the format and counts the pages, and the pictures on them. */
export const probe = ({
  bytes,
}: SharedFile): Promise<TaskResult<{ format: FormatOf<'conversion'>; pageCount: number; pictureCount?: number }>> =>
  attempt(bytes, ({ format, pages, pictures = [] }) => ({
    format,
    pageCount: pages.length,
    ...(pictures.length > 0 && { pictureCount: pictures.length }),
  }));

/** A page as it is in the file: its text, or why there is none, or its text with marks where pictures stand. */
export type PageOfFile = PageResult | (PageWithPictures & { hasPictures: true });

/** The pages by their numbers, in the order of these. */
export const readPages = ({
  bytes,
  pageNos,
}: SharedFile & { pageNos: readonly number[] }): Promise<TaskResult<PageOfFile[]>> =>
  attempt(bytes, ({ pages, pictures = [] }) =>
    pageNos.map((pageNo) => {
      const page = pages[pageNo - 1];
      if (!page) throw new Failure('Corrupt');
      if ('failure' in page) return { pageNo, failure: page.failure } satisfies FailedPage;
      const { label, isPicture = false } = page;
      const text = withKnownPictures(page.text, pictures.length);
      const called = label ? { label } : {};
      if (picturesIn(text).length > 0) return { pageNo, text, isPicture, hasPictures: true, ...called };
      return { pageNo, method: text === '' ? 'blank' : 'text', text, confidence: null, ...called };
    }),
  );

/** A picture by its number. */
export const readPicture = ({ bytes, no }: SharedFile & { no: number }): Promise<TaskResult<Uint8Array>> =>
  attempt(bytes, async ({ pictures = [] }) => {
    const source = pictures[no - 1];
    if (!source) throw new Failure('TooManyPictures');
    if ('bytes' in source) return new Uint8Array(source.bytes);
    const pieces: Uint8Array[] = [];
    for await (const piece of (await openArchive(bytes)).read(source.part)) pieces.push(piece);
    return new Uint8Array(Buffer.concat(pieces));
  });

async function attempt<T>(bytes: Uint8Array, work: (conversion: Conversion) => T | Promise<T>): Promise<TaskResult<T>> {
  try {
    return { value: await work(await converted(bytes)) };
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
