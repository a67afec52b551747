import { PDFiumModule } from '@hyzyla/pdfium';
import { Failure } from '../domain/runs/failures.js';
import { pageText } from './layout/page-text.js';
import { BOX_BYTES, readTextRuns, type TextEngine } from './pdf-text-runs.js';
import { maxPixels, type Raster, scaleWithin } from './raster.js';

type Engine = Awaited<ReturnType<typeof PDFiumModule>>;
type EngineOptions = Parameters<typeof PDFiumModule>[0] & { printErr: (line: string) => void };

/** An open PDF. Page numbers start at 1; every method throws Failure Corrupt for a page that cannot be loaded. */
export interface OpenPdf {
  readonly pageCount: number;
  /** The text layer in reading order, unclean; '' for an image of text. */
  text(pageNo: number): string;
  /** The page with its annotations, in grayscale on white. */
  render(pageNo: number, dpi: number): Raster;
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
const WASM_PAGE = 64 * 1024;

/**
 * Starts the engine, which blocks its thread and keeps the most memory it ever needed: use it in a worker thread.
 * The bindings are used directly because the package's own page object never closes a page whose text was read.
 */
export async function loadPdfium(): Promise<OpenDocument> {
  // It writes to stderr before it gives up; the failure says the same in words for people.
  const quiet: EngineOptions = { printErr: () => {} };
  const engine = await PDFiumModule(quiet);
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
  const close = () => {
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
    text: (pageNo) => withPage(engine, document, pageNo, (page) => readText(engine, page)),
    render: (pageNo, dpi) => withPage(engine, document, pageNo, (page) => renderPage(engine, page, dpi)),
    close,
  };
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

function readText(engine: Engine, page: number): string {
  const textPage = engine._FPDFText_LoadPage(page);
  if (textPage === 0) throw new Failure('Corrupt');
  try {
    if (engine._FPDFText_CountChars(textPage) <= 0) return '';
    return withBuffer(engine, BOX_BYTES, (scratch) =>
      pageText(readTextRuns(engine as Engine & TextEngine, textPage, scratch)),
    );
  } finally {
    engine._FPDFText_ClosePage(textPage);
  }
}

function renderPage(engine: Engine, page: number, dpi: number): Raster {
  const full = {
    width: pixels(engine._FPDF_GetPageWidth(page), dpi),
    height: pixels(engine._FPDF_GetPageHeight(page), dpi),
  };
  const scale = scaleWithin(full.width, full.height, maxPixels(dpi));
  const width = Math.max(1, Math.floor(full.width * scale));
  const height = Math.max(1, Math.floor(full.height * scale));
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

function withBuffer<T>(engine: Engine, size: number, work: (buffer: number) => T): T {
  const buffer = allocate(engine, size);
  try {
    return work(buffer);
  } finally {
    engine.wasmExports.free(buffer);
  }
}

function allocate(engine: Engine, size: number): number {
  const buffer = engine.wasmExports.malloc(size);
  if (buffer === 0) throw new Failure('Corrupt');
  return buffer;
}
