import { Failure } from '../domain/runs/failures.js';
import { type DocumentFormat, type FormatOf, isImageFormat } from '../domain/text/formats.js';
import { pageLanguage } from '../domain/text/page-language.js';
import type { PageResult } from '../domain/text/pages.js';
import { createConversionReader } from './conversion-reader.js';
import { type DetectedFormat, detectFormat } from './detect-format.js';
import type { DocumentReader } from './document-reader.js';
import { createImageReader } from './image-reader.js';
import { createOcrEngine, type OcrReading } from './ocr.js';
import { isProtected } from './office/compound-file.js';
import { createPdfReader } from './pdf-reader.js';
import { createPictureReader } from './pictures/picture-reader.js';

export interface DocumentReaderOptions {
  /** How many scanned pages are read at a time, each by a worker of some 65 MB. */
  ocrWorkers: number;
  /** Dots per inch at which scanned pages are rendered. */
  dpi: number;
  /**
   * Seconds at most for one step (open a file, read 100 text layers, render a page, convert an office file) before a
   * file counts as too complex.
   */
  stepSeconds?: number;
  /** Seconds at most for the OCR of one page before it counts as too complex. */
  ocrSeconds?: number;
  /** A folder with OCR data of further languages. */
  ocrDataFolder?: string | undefined;
  /** Told of each page that was given to OCR. */
  onOcr?: ((reading: OcrReading) => void) | undefined;
}

/** Makes the reader of every format we take. Threads start with the first file that needs them. */
export function createDocumentReader(options: DocumentReaderOptions): DocumentReader {
  const { ocrWorkers, dpi, stepSeconds = 30, ocrSeconds = 120, ocrDataFolder, onOcr } = options;
  const ocr = createOcrEngine({
    ...{ workers: ocrWorkers, dpi, pageSeconds: ocrSeconds, dataFolder: ocrDataFolder },
    onRead: onOcr,
  });
  const pdf = createPdfReader({ ocr, dpi, taskSeconds: stepSeconds });
  const images = createImageReader({ ocr, dpi });
  const pictures = createPictureReader({ ocr, dpi });
  // One more than OCR has workers, so that a picture is ready whenever a worker becomes free.
  const conversions = createConversionReader({ taskSeconds: stepSeconds, pictures, concurrency: ocrWorkers + 1 });

  return {
    async probe(file, signal) {
      signal?.throwIfAborted();
      const format = readableFormat(file);
      if (format === 'pdf') return { format, pageCount: await pdf.countPages(file, signal) };
      if (isImage(format)) return { format, pageCount: await images.countPages(file, format) };
      return conversions.probe(file, signal);
    },

    async readPages(file, pageNos, onResult, signal, languages, pictureLimit) {
      signal?.throwIfAborted();
      if (pageNos.length === 0) return;
      const onPage = (page: PageResult) => onResult(withLanguage(page));
      const format = readableFormat(file);
      if (format === 'pdf') return pdf.readPages(file, pageNos, onPage, { signal, languages });
      if (isImage(format)) return images.readPages(file, format, pageNos, onPage, { signal, languages });
      await conversions.readPages(file, pageNos, onPage, { signal, languages, pictureLimit });
    },

    async close() {
      await Promise.all([pdf.close(), images.close(), ocr.close(), conversions.close(), pictures.close()]);
    },
  };
}

/** A page that was read, with its language. */
function withLanguage(page: PageResult): PageResult {
  const language = 'text' in page ? pageLanguage(page.text) : undefined;
  return language === undefined ? page : { ...page, language };
}

/** @throws Failure Empty, Encrypted, Unsupported. */
function readableFormat(file: Uint8Array): Exclude<DetectedFormat, 'empty' | 'unknown' | 'compound' | 'mail'> {
  const start = detectFormat(file);
  if (start === 'empty') throw new Failure('Empty');
  if (start === 'compound') throw new Failure(isProtected(file) ? 'Encrypted' : 'Unsupported');
  if (start === 'mail' || start === 'unknown') throw new Failure('Unsupported');
  return start;
}

const isImage = (format: DocumentFormat | 'zip'): format is FormatOf<'image'> =>
  format !== 'zip' && isImageFormat(format);
