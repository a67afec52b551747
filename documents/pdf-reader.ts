import { Failure } from '../domain/runs/failures.js';
import type { PageResult } from '../domain/text/pages.js';
import { forEachConcurrent } from '../lib/for-each-concurrent.js';
import { createThread } from '../lib/threads.js';
import { complexityLimit } from './complexity-limit.js';
import type { KnownLanguages, OcrEngine } from './ocr.js';
import { choosePageText, orMissing } from './page-choice.js';
import type * as PdfThread from './pdf-thread.js';
import { inSharedMemory } from './shared-memory.js';
import { type TaskResult, unwrapResult } from './task-result.js';
import { cleanLines, hasTextLayer } from './text-layer.js';

/** Reads PDFs in a thread of its own. */
export interface PdfReader {
  /** @throws Failure Encrypted, Corrupt, TooComplex. */
  countPages(file: Uint8Array, signal?: AbortSignal): Promise<number>;
  /** As DocumentReader.readPages. */
  readPages(
    file: Uint8Array,
    pageNos: readonly number[],
    onPage: (page: PageResult) => Promise<void>,
    options?: { signal?: AbortSignal | undefined; languages?: readonly string[] | undefined },
  ): Promise<void>;
  close(): Promise<void>;
}

interface PdfReaderOptions {
  ocr: OcrEngine;
  /** Dots per inch at which pages are rendered for OCR. */
  dpi: number;
  /** Seconds at most for one task of the thread: to count the pages, to read 100 text layers or to render one page. */
  taskSeconds: number;
}

interface ScannedPage {
  pageNo: number;
  /** Text that is not all that the page shows, or is garbage. */
  layer: string;
  label?: string;
}

const LAYERS_PER_TASK = 100;

/** Makes the reader; its thread starts with the first file and ends after half a minute without work. */
export function createPdfReader({ ocr, dpi, taskSeconds }: PdfReaderOptions): PdfReader {
  const thread = createThread<typeof PdfThread>(new URL('./pdf-thread.js', import.meta.url), {
    idleSeconds: 30,
    heapMb: 256,
    taskSeconds,
  });
  let opened = 0;
  const share = (file: Uint8Array): PdfThread.SharedPdf => {
    opened += 1;
    return { key: opened, bytes: inSharedMemory(file) };
  };

  /** A task's value. @throws Failure, TooComplex when the file is too much for the thread. */
  const resultOf = async <T>(running: Promise<TaskResult<T> | PdfThread.Broken>): Promise<T> => {
    const intact = running.then(async (outcome) => {
      if (!('broken' in outcome)) return outcome;
      await thread.restart();
      throw new Failure('TooComplex', { cause: new Error(outcome.broken) });
    });
    return unwrapResult(intact, 'TooComplex');
  };

  const readLayers = async (pdf: PdfThread.SharedPdf, pageNos: readonly number[], signal: AbortSignal | undefined) => {
    const read = (some: readonly number[]) => resultOf(thread.run('readLayers', { pdf, pageNos: some }, signal));
    const together = await read(pageNos).catch(orExhausted);
    if (Array.isArray(together)) return together;
    // One of them is too much for the thread; alone it takes no other page with it.
    const limit = complexityLimit();
    const layers: PdfThread.LayerOutcome[] = [];
    for (const pageNo of pageNos) {
      const [alone] = await read([pageNo]).catch((error: unknown) => [limit(pageNo, error)]);
      if (alone) layers.push(alone);
    }
    return layers;
  };

  return {
    countPages: async (file, signal) => resultOf(thread.run('countPages', share(file), signal)),

    async readPages(file, pageNos, onPage, { signal, languages } = {}) {
      const pdf = share(file);
      const scanned: ScannedPage[] = [];
      for (let from = 0; from < pageNos.length; from += LAYERS_PER_TASK) {
        for (const page of await readLayers(pdf, pageNos.slice(from, from + LAYERS_PER_TASK), signal)) {
          signal?.throwIfAborted();
          if ('failure' in page) await onPage(page);
          else {
            const { pageNo, label } = page;
            const layer = cleanLines(page.value.text);
            if (hasTextLayer(layer) && !page.value.isPartial)
              await onPage({ pageNo, method: 'text', text: layer, confidence: null, ...withLabel(label) });
            else scanned.push({ pageNo, layer, ...withLabel(label) });
          }
        }
      }
      const limit = complexityLimit();
      const known: KnownLanguages = {};
      const read = async ({ pageNo, layer, label }: ScannedPage, pageSignal: AbortSignal): Promise<PageResult> => {
        try {
          const { image, taken, isMoved } = await resultOf(thread.run('renderPage', { pdf, pageNo, dpi }, pageSignal));
          const reading = image && (await ocr.read(image, { languages, known, signal: pageSignal }));
          const page = choosePageText({ pageNo, layer, taken, reading, isMoved });
          return { ...orMissing(page, reading), ...withLabel(label) };
        } catch (error) {
          return { ...limit(pageNo, error), ...withLabel(label) };
        }
      };
      // One page more than OCR has workers, so that an image is ready whenever a worker becomes free.
      await forEachConcurrent(ocr.workers + 1, scanned, signal, async (page, pageSignal) =>
        onPage(await read(page, pageSignal)),
      );
    },

    close: () => thread.close(),
  };
}

const withLabel = (label: string | undefined) => (label === undefined ? {} : { label });

/** The failure of a task that took too much time or memory; other errors are thrown on. */
function orExhausted(error: unknown): Failure {
  if (error instanceof Failure && error.type === 'TooComplex') return error;
  throw error;
}
