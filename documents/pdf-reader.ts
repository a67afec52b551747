import { Failure } from '../domain/failures.js';
import type { PageText } from '../domain/pages.js';
import { Overdue } from './bounded.js';
import { forEachAtOnce } from './for-each-at-once.js';
import type { OcrEngine } from './ocr.js';
import type * as PdfThread from './pdf-thread.js';
import { cleanText, hasTextLayer, settlePage } from './text-layer.js';
import { createThread } from './threads.js';

/** Reads PDFs in a thread of its own. */
export interface PdfReader {
  /** @throws Failure Encrypted, Corrupt. */
  countPages(file: Uint8Array, signal?: AbortSignal): Promise<number>;
  /** As DocumentReader.readPages. */
  readPages(
    file: Uint8Array,
    pageNos: readonly number[],
    onPage: (page: PageText) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<void>;
  close(): Promise<void>;
}

interface PdfReaderOptions {
  ocr: OcrEngine;
  /** Dots per inch at which pages are rendered for OCR. */
  dpi: number;
  /** Most seconds for one task of the thread: to count the pages, to read 100 text layers or to render one page. */
  taskSeconds: number;
}

interface Picture {
  pageNo: number;
  /** What little text the page has beside its picture. */
  layer: string;
}

const LAYERS_PER_TASK = 100;

/** Makes the reader; its thread starts with the first file and ends after half a minute without work. */
export function createPdfReader({ ocr, dpi, taskSeconds }: PdfReaderOptions): PdfReader {
  const thread = createThread<typeof PdfThread>(new URL('./pdf-thread.js', import.meta.url), {
    idleSeconds: 30,
    heapMb: 256,
    taskSeconds,
  });
  let documents = 0;
  const share = (file: Uint8Array): PdfThread.SharedPdf => {
    documents += 1;
    return { key: documents, bytes: inSharedMemory(file) };
  };

  const readLayers = async (
    pdf: PdfThread.SharedPdf,
    pageNos: readonly number[],
    onPage: (page: PageText) => Promise<void>,
    signal: AbortSignal | undefined,
  ): Promise<Picture[]> => {
    const pictures: Picture[] = [];
    for (const { pageNo, layer: raw } of await resultOf(thread.run('readLayers', { pdf, pageNos }, signal))) {
      signal?.throwIfAborted();
      const layer = cleanText(raw);
      if (hasTextLayer(layer)) await onPage({ pageNo, method: 'text', text: layer, confidence: null });
      else pictures.push({ pageNo, layer });
    }
    return pictures;
  };

  return {
    countPages: async (file, signal) => resultOf(thread.run('countPages', share(file), signal)),

    async readPages(file, pageNos, onPage, signal) {
      const pdf = share(file);
      const pictures: Picture[] = [];
      for (let from = 0; from < pageNos.length; from += LAYERS_PER_TASK) {
        pictures.push(...(await readLayers(pdf, pageNos.slice(from, from + LAYERS_PER_TASK), onPage, signal)));
      }
      // One lane more than OCR has workers, so that a picture is ready whenever a worker comes free.
      await forEachAtOnce(ocr.workers + 1, pictures, signal, async ({ pageNo, layer }, either) => {
        const picture = await resultOf(thread.run('renderPage', { pdf, pageNo, dpi }, either));
        const reading = picture === null ? null : await ocr.read(picture, either);
        await onPage(settlePage(pageNo, layer, reading));
      });
    },

    close: () => thread.close(),
  };
}

/** A task's value; throws its failure. A file that is too much for the thread is a damaged or hostile one. */
async function resultOf<T>(running: Promise<PdfThread.Outcome<T>>): Promise<T> {
  const outcome = await running.catch((error: unknown) => {
    if (error instanceof Overdue || isOutOfMemory(error)) throw new Failure('Corrupt', { cause: error });
    throw error;
  });
  if ('failure' in outcome) throw new Failure(outcome.failure);
  return outcome.value;
}

const isOutOfMemory = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

/** The bytes where the thread can read them without a copy for every task. */
function inSharedMemory(file: Uint8Array): Uint8Array {
  if (file.buffer instanceof SharedArrayBuffer) return file;
  const bytes = new Uint8Array(new SharedArrayBuffer(file.length));
  bytes.set(file);
  return bytes;
}
