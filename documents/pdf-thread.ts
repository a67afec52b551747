import { Failure, type FailureType } from '../domain/failures.js';
import { hasInk, whitenPaper } from './paper.js';
import { loadPdfium, type OpenDocument, type OpenPdf } from './pdfium.js';
import { toPgm } from './raster.js';

/** A PDF in shared memory; `key` tells documents apart, so that one is opened once for many tasks. */
export interface SharedPdf {
  key: number;
  bytes: Uint8Array;
}

/** A task's result, or the failure it ended with: errors lose their class between threads. */
export type Outcome<T> = { value: T } | { failure: FailureType };

/** Counts pages. */
export const countPages = (pdf: SharedPdf) => attempt(pdf, ({ pageCount }) => pageCount);

/** The text layers of many pages in one go: a page takes less time than a message. */
export const readLayers = ({ pdf, pageNos }: { pdf: SharedPdf; pageNos: readonly number[] }) =>
  attempt(pdf, (open) => pageNos.map((pageNo) => ({ pageNo, layer: open.text(pageNo) })));

/** A page's picture as PGM, null when there is nothing on it. */
export const renderPage = ({ pdf, pageNo, dpi }: { pdf: SharedPdf; pageNo: number; dpi: number }) =>
  attempt(pdf, (open) => {
    const picture = whitenPaper(open.render(pageNo, dpi));
    return hasInk(picture) ? toPgm(picture) : null;
  });

let engine: Promise<OpenDocument> | undefined;
let current: { key: number; open: OpenPdf } | undefined;

async function attempt<T>(pdf: SharedPdf, work: (open: OpenPdf) => T): Promise<Outcome<T>> {
  try {
    return { value: work(await opened(pdf)) };
  } catch (error) {
    if (error instanceof Failure) return { failure: error.type };
    if (!isEngineFault(error)) throw error;
    // After a trap the engine's memory cannot be trusted, not even to close the document.
    current = undefined;
    engine = undefined;
    return { failure: 'Corrupt' };
  }
}

async function opened({ key, bytes }: SharedPdf): Promise<OpenPdf> {
  if (current?.key !== key) {
    current?.open.close();
    current = undefined;
    engine ??= loadPdfium();
    const openDocument = await engine;
    current = { key, open: openDocument(bytes) };
  }
  return current.open;
}

/** A trap, an abort or exhausted memory inside the engine, as opposed to an engine that cannot be loaded. */
const isEngineFault = (error: unknown) =>
  error instanceof Error && (error.name === 'RuntimeError' || error.name === 'RangeError');
