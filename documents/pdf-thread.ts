import { Failure } from '../domain/runs/failures.js';
import type { PageLayer } from './pdf-layer.js';
import { loadPdfium, type OpenDocument, type OpenPdf } from './pdfium.js';
import { straighten } from './straighten.js';
import type { TaskResult } from './task-result.js';
import { prepareForOcr } from './whiten-background.js';

/** A PDF in shared memory; `key` tells documents apart, so that one is opened once for many tasks. */
export interface SharedPdf {
  key: number;
  bytes: Uint8Array;
}

/** Counts pages. */
export const countPages = (pdf: SharedPdf) => attempt(pdf, ({ pageCount }) => pageCount);

/** A page's text layer, or why it cannot be had. */
export type LayerOutcome = { pageNo: number; label?: string } & TaskResult<PageLayer>;

/**
 * The text layers of many pages in one go: a page takes less time than a message. A broken page does not end it.
 * A page that the document lacks is the caller's mistake or a changed file, and fails all.
 */
export const readLayers = ({ pdf, pageNos }: { pdf: SharedPdf; pageNos: readonly number[] }) =>
  attempt(pdf, (open) => {
    if (pageNos.some((pageNo) => pageNo > open.pageCount)) throw new Failure('Corrupt');
    const layers: LayerOutcome[] = [];
    for (const pageNo of pageNos) {
      const label = open.label(pageNo);
      layers.push({ pageNo, ...(label ? { label } : {}), ...outcomeOf(() => open.layer(pageNo)) });
    }
    return layers;
  });

/**
 * A page's image as PGM without the text printed or typed on it, null when there is nothing else; and that text.
 * `isMoved` says that the image was straightened, so that it is not where the text has it.
 */
export const renderPage = ({ pdf, pageNo, dpi }: { pdf: SharedPdf; pageNo: number; dpi: number }) =>
  attempt(pdf, (open) => {
    const { raster, taken } = open.renderApart(pageNo, dpi);
    const straight = straighten(raster);
    const image = prepareForOcr(straight);
    if (image === null && taken.runs.length === 0 && open.isDamaged(pageNo)) throw new Failure('Corrupt');
    return { image, taken, isMoved: straight !== raster };
  });

let engine: Promise<OpenDocument> | undefined;
let current: { key: number; open: OpenPdf } | undefined;

/** What a task ended with when the engine broke: its memory cannot be trusted, and the thread is to be restarted. */
export interface Broken {
  broken: string;
}

async function attempt<T>(pdf: SharedPdf, work: (open: OpenPdf) => T): Promise<TaskResult<T> | Broken> {
  try {
    const open = await opened(pdf);
    return outcomeOf(() => work(open));
  } catch (error) {
    if (error instanceof Failure) return { failure: error.type };
    if (!isEngineFault(error)) throw error;
    // Not even to close the document.
    current = undefined;
    engine = undefined;
    return { broken: String(error) };
  }
}

function outcomeOf<T>(work: () => T): TaskResult<T> {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof Failure) return { failure: error.type };
    throw error;
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
