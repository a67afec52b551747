import { PDFiumModule } from '@hyzyla/pdfium';
import { Failure } from '../domain/runs/failures.js';
import { labelOf } from './pdf-labels.js';
import { isDamaged, type PageEngine, type PageLayer, readLayer, type TakenText, takeText } from './pdf-layer.js';
import { allocate, withBuffer } from './pdf-memory.js';
import { withoutNotes } from './pdf-notes.js';
import { maxPixels, type Raster, scaleWithin } from './raster.js';

type Engine = Awaited<ReturnType<typeof PDFiumModule>> & PageEngine;
type EngineOptions = Parameters<typeof PDFiumModule>[0] & { printErr: (line: string) => void };

/** An open PDF. Page numbers start at 1; every method throws Failure Corrupt for a page that cannot be loaded. */
export interface OpenPdf {
  readonly pageCount: number;
  /** The number printed on the page, such as iv; undefined where that is `pageNo`, or not told. */
  label(pageNo: number): string | undefined;
  /** The text layer, and whether the page shows more than it says. */
  layer(pageNo: number): PageLayer;
  /** The page with its annotations, in grayscale on white. */
  render(pageNo: number, dpi: number): Raster;
  /** The page as `render` gives it, but without the text that is printed or typed on it; and that text. */
  renderApart(pageNo: number, dpi: number): { raster: Raster; taken: TakenText };
  /** Whether a page on which nothing is seen should show something. */
  isDamaged(pageNo: number): boolean;
  /** Frees the engine's copy of the file. */
  close(): void;
}

/** Opens a PDF, copying its bytes. @throws Failure Encrypted, Corrupt. */
export type OpenDocument = (file: Uint8Array) => OpenPdf;

const PASSWORD_ERROR = 4;
const SECURITY_ERROR = 5;
const GRAY_FORMAT = 1;
const WHITE = 0xffffffff;
const ANNOTATIONS_IN_GRAY = 0x01 | 0x08;
const POINTS_PER_INCH = 72;
/** Enough for an A4 page scanned in color at 400 dpi in the most wasteful format. */
const MAX_MEMORY = 512 * 1024 * 1024;
/** What the engine may call while a form is filled in: nothing. */
const FORM_INFO_BYTES = 512;
const FORM_INFO_VERSION = 1;
const WASM_PAGE = 64 * 1024;

/**
 * Starts the engine, which blocks its thread and keeps the most memory it ever needed: use it in a worker thread.
 * The bindings are used directly because the package's own page object never closes a page whose text was read.
 */
export async function loadPdfium(): Promise<OpenDocument> {
  // It writes to stderr before it gives up; the failure says the same in words for people.
  const quiet: EngineOptions = { printErr: () => {} };
  const engine = (await PDFiumModule(quiet)) as Engine;
  limitMemory(engine);
  engine._FPDF_InitLibraryWithConfig({});
  return (file) => openDocument(engine, file);
}

/** A thread's resource limits do not count WebAssembly, which would take 2 GiB for a bomb of nested drawings. */
function limitMemory(engine: Engine): void {
  const { memory } = engine.wasmExports as unknown as {
    memory: { buffer: ArrayBufferLike; grow: (pages: number) => number };
  };
  const grow = memory.grow.bind(memory);
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * WASM_PAGE > MAX_MEMORY)
      throw new RangeError('The file needs too much memory');
    return grow(pages);
  };
}

function openDocument(engine: Engine, file: Uint8Array): OpenPdf {
  const bytes = allocate(engine, file.length);
  engine.HEAPU8.set(file, bytes);
  const document = engine._FPDF_LoadMemDocument(bytes, file.length, 0);
  if (document === 0) {
    const error = engine._FPDF_GetLastError();
    engine.wasmExports.free(bytes);
    throw new Failure(error === PASSWORD_ERROR || error === SECURITY_ERROR ? 'Encrypted' : 'Corrupt');
  }
  const form = openForm(engine, document);
  const close = () => {
    form.close();
    engine._FPDF_CloseDocument(document);
    engine.wasmExports.free(bytes);
  };
  const pageCount = engine._FPDF_GetPageCount(document);
  if (pageCount < 1) {
    close();
    throw new Failure('Corrupt');
  }
  return {
    pageCount,
    label: (pageNo) => labelOf(engine, document, pageNo),
    layer: (pageNo) => withPage(engine, document, pageNo, (page) => readLayer(engine, page, form.handle)),
    render: (pageNo, dpi) => withPage(engine, document, pageNo, (page) => renderPage(engine, page, dpi)),
    renderApart: (pageNo, dpi) =>
      withPage(engine, document, pageNo, (page) => {
        const taken = takeText(engine, page, form.handle, sizeInPixels(engine, page, dpi));
        return { raster: withoutNotes(engine, page, () => renderPage(engine, page, dpi)), taken };
      }),
    isDamaged: (pageNo) => withPage(engine, document, pageNo, (page) => isDamaged(engine, document, page)),
    close,
  };
}

/** The handle of the document's form, by which the values of its fields are read; 0 where it has none. */
function openForm(engine: Engine, document: number): { handle: number; close(): void } {
  if (engine._FPDF_GetFormType(document) === 0) return { handle: 0, close: () => {} };
  const info = allocate(engine, FORM_INFO_BYTES);
  engine.HEAPU8.fill(0, info, info + FORM_INFO_BYTES);
  engine.HEAPU8[info] = FORM_INFO_VERSION;
  const handle = engine._FPDFDOC_InitFormFillEnvironment(document, info);
  const close = () => {
    if (handle !== 0) engine._FPDFDOC_ExitFormFillEnvironment(handle);
    engine.wasmExports.free(info);
  };
  return { handle, close };
}

function withPage<T>(engine: Engine, document: number, pageNo: number, work: (page: number) => T): T {
  const page = engine._FPDF_LoadPage(document, pageNo - 1);
  if (page === 0) throw new Failure('Corrupt');
  try {
    return work(page);
  } finally {
    engine._FPDF_ClosePage(page);
  }
}

function sizeInPixels(engine: Engine, page: number, dpi: number): { width: number; height: number } {
  const full = {
    width: pixels(engine._FPDF_GetPageWidth(page), dpi),
    height: pixels(engine._FPDF_GetPageHeight(page), dpi),
  };
  const scale = scaleWithin(full.width, full.height, maxPixels(dpi));
  return { width: Math.max(1, Math.floor(full.width * scale)), height: Math.max(1, Math.floor(full.height * scale)) };
}

function renderPage(engine: Engine, page: number, dpi: number): Raster {
  const { width, height } = sizeInPixels(engine, page, dpi);
  return withBuffer(engine, width * height, (buffer) => {
    const bitmap = engine._FPDFBitmap_CreateEx(width, height, GRAY_FORMAT, buffer, width);
    if (bitmap === 0) throw new Failure('Corrupt');
    engine._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
    engine._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, ANNOTATIONS_IN_GRAY);
    engine._FPDFBitmap_Destroy(bitmap);
    return { width, height, pixels: engine.HEAPU8.slice(buffer, buffer + width * height) };
  });
}

const pixels = (points: number, dpi: number) => (points / POINTS_PER_INCH) * dpi;
