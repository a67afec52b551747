import { Failure } from '../domain/failures.js';
import type { DocumentFormat } from '../domain/pages.js';
import { detectFormat } from './document-format.js';
import type { DocumentReader } from './document-reader.js';
import { checkImage, decodeImage } from './image-reader.js';
import { createOcrEngine } from './ocr.js';
import { hasInk, whitenPaper } from './paper.js';
import { createPdfReader } from './pdf-reader.js';
import { toPgm } from './raster.js';
import { settlePage } from './text-layer.js';

export interface DocumentReaderOptions {
  /** How many scanned pages are read at a time, each by a worker of some 65 MB. */
  ocrWorkers: number;
  /** Dots per inch at which scanned pages are rendered. */
  dpi: number;
  /** Most seconds for one step (open a file, read 100 text layers, render a page) before a file counts as corrupt. */
  stepSeconds?: number;
  /** Most seconds for the OCR of one page before its file counts as corrupt. */
  ocrSeconds?: number;
}

/** Makes the reader of PDF, PNG and JPEG. Threads start with the first file that needs them. */
export function createDocumentReader(options: DocumentReaderOptions): DocumentReader {
  const { ocrWorkers, dpi, stepSeconds = 30, ocrSeconds = 120 } = options;
  const ocr = createOcrEngine({ workers: ocrWorkers, dpi, pageSeconds: ocrSeconds });
  const pdf = createPdfReader({ ocr, dpi, taskSeconds: stepSeconds });

  const readImage = async (file: Uint8Array, signal: AbortSignal | undefined) => {
    const picture = whitenPaper(await decodeImage(file, dpi));
    signal?.throwIfAborted();
    return settlePage(1, '', hasInk(picture) ? await ocr.read(toPgm(picture), signal) : null);
  };

  return {
    async probe(file, signal) {
      const format = await formatOf(file);
      if (format === 'pdf') return { format, pageCount: await pdf.countPages(file, signal) };
      await checkImage(file);
      return { format, pageCount: 1 };
    },

    async readPages(file, pageNos, onPage, signal) {
      signal?.throwIfAborted();
      if (pageNos.length === 0) return;
      if ((await formatOf(file)) === 'pdf') return pdf.readPages(file, pageNos, onPage, signal);
      if (pageNos.some((pageNo) => pageNo !== 1)) throw new Failure('Corrupt');
      await onPage(await readImage(file, signal));
    },

    async close() {
      await Promise.all([pdf.close(), ocr.close()]);
    },
  };
}

async function formatOf(file: Uint8Array): Promise<DocumentFormat> {
  const format = await detectFormat(file);
  if (format === undefined) throw new Failure('Corrupt');
  return format;
}
