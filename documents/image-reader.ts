import { Failure } from '../domain/runs/failures.js';
import type { FormatOf } from '../domain/text/formats.js';
import type { PageResult } from '../domain/text/pages.js';
import { forEachConcurrent } from '../lib/for-each-concurrent.js';
import { createThread } from '../lib/threads.js';
import { complexityLimit } from './complexity-limit.js';
import { decodePage } from './decode-page.js';
import { countImages } from './image-decoder.js';
import type * as ImageThread from './image-thread.js';
import type { KnownLanguages, OcrEngine } from './ocr.js';
import { choosePageText, orMissing } from './page-choice.js';

/** Reads the pages of images by OCR. */
export interface ImageReader {
  /** @throws Failure Corrupt, TooLarge, TooComplex. */
  countPages(file: Uint8Array, format: FormatOf<'image'>): Promise<number>;
  /** As DocumentReader.readPages; the failure of the only page is the file's. */
  readPages(
    file: Uint8Array,
    format: FormatOf<'image'>,
    pageNos: readonly number[],
    onPage: (page: PageResult) => Promise<void>,
    options: { signal: AbortSignal | undefined; languages: readonly string[] | undefined },
  ): Promise<void>;
  close(): Promise<void>;
}

/**
 * Seconds at most to prepare an image of the size of an A3 sheet, which takes a fraction of one, or to decode a photo:
 * 48 million pixels take ten on a core of their own.
 */
const PREPARE_SECONDS = 90;

/** Makes the reader; pages are decoded one at a time, and read as many at a time as the engine has workers. */
export function createImageReader({ ocr, dpi }: { ocr: OcrEngine; dpi: number }): ImageReader {
  const thread = createThread<typeof ImageThread>(new URL('./image-thread.js', import.meta.url), {
    idleSeconds: 30,
    heapMb: 128,
    taskSeconds: PREPARE_SECONDS,
  });
  return {
    countPages: countImages,

    async readPages(file, format, pageNos, onPage, { signal, languages }) {
      const pageCount = await countImages(file, format);
      if (pageNos.some((pageNo) => pageNo > pageCount)) throw new Failure('Corrupt');
      const limit = complexityLimit();
      const known: KnownLanguages = {};
      const read = async (pageNo: number, pageSignal: AbortSignal): Promise<PageResult> => {
        const decoded = await decodePage(thread, file, { format, pageNo, dpi }, pageSignal);
        const image = await thread.run('prepare', decoded, pageSignal);
        const reading = image && (await ocr.read(image, { languages, known, signal: pageSignal }));
        return orMissing(choosePageText({ pageNo, layer: '', reading }), reading);
      };
      const asFailedPage = (pageNo: number, error: unknown): PageResult => {
        if (pageCount === 1) throw error;
        return limit(pageNo, error);
      };
      // One page more than OCR has workers, so that an image is ready whenever a worker becomes free.
      await forEachConcurrent(ocr.workers + 1, pageNos, signal, async (pageNo, pageSignal) =>
        onPage(await read(pageNo, pageSignal).catch((error: unknown) => asFailedPage(pageNo, error))),
      );
    },

    close: () => thread.close(),
  };
}
