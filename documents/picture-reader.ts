import { Failure } from '../domain/failures.js';
import type { PageResult, PageText } from '../domain/pages.js';
import { exhaustionLimit } from './exhaustion-limit.js';
import { forEachAtOnce } from './for-each-at-once.js';
import { countPictures, decodePicture, type PictureFormat } from './image-reader.js';
import type { OcrEngine } from './ocr.js';
import type * as PaperThread from './paper-thread.js';
import { settlePage } from './text-layer.js';
import { createThread } from './threads.js';

/** Reads the pages of pictures by OCR. */
export interface PictureReader {
  /** @throws Failure Corrupt, TooLarge, Bomb. */
  countPages(file: Uint8Array, format: PictureFormat): Promise<number>;
  /** As DocumentReader.readPages; the failure of an only page is the file's. */
  readPages(
    file: Uint8Array,
    format: PictureFormat,
    pageNos: readonly number[],
    onPage: (page: PageResult) => Promise<void>,
    options: { signal: AbortSignal | undefined; languages: readonly string[] | undefined },
  ): Promise<void>;
  close(): Promise<void>;
}

/** Most seconds to make a picture of the size of an A3 sheet ready; it takes a fraction of one. */
const PREPARE_SECONDS = 30;

/** Makes the reader; pages are decoded one at a time, and read as many at a time as the engine has workers. */
export function createPictureReader({ ocr, dpi }: { ocr: OcrEngine; dpi: number }): PictureReader {
  const thread = createThread<typeof PaperThread>(new URL('./paper-thread.js', import.meta.url), {
    idleSeconds: 30,
    heapMb: 128,
    taskSeconds: PREPARE_SECONDS,
  });
  return {
    countPages: countPictures,

    async readPages(file, format, pageNos, onPage, { signal, languages }) {
      const pageCount = await countPictures(file, format);
      if (pageNos.some((pageNo) => pageNo > pageCount)) throw new Failure('Corrupt');
      const limit = exhaustionLimit();
      const read = async (pageNo: number, either: AbortSignal): Promise<PageText> => {
        const decoded = await decodePicture(file, { format, pageNo, dpi }, either);
        const picture = await thread.run('prepare', decoded, either);
        return settlePage(pageNo, '', picture && (await ocr.read(picture, { languages, signal: either })));
      };
      const settle = (pageNo: number, error: unknown): PageResult => {
        if (pageCount === 1) throw error;
        return limit(pageNo, error);
      };
      // One lane more than OCR has workers, so that a picture is ready whenever a worker comes free.
      await forEachAtOnce(ocr.workers + 1, pageNos, signal, async (pageNo, either) =>
        onPage(await read(pageNo, either).catch((error: unknown) => settle(pageNo, error))),
      );
    },

    close: () => thread.close(),
  };
}
