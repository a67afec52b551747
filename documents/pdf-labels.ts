import { type MemoryEngine, withBuffer } from './pdf-memory.js';

/** The part of pdfium that tells the numbers printed on pages; the bindings have it and their types do not. */
export interface LabelEngine extends MemoryEngine {
  HEAPU8: Uint8Array;
  _FPDF_GetPageLabel(document: number, index: number, buffer: number, bytes: number): number;
}

/** Longer ones are no numbers. */
const MAX_LABEL = 40;
const NO_LABEL_BYTES = 2;

/** The number printed on a page, such as iv, as the file tells it; undefined where that is `pageNo`, or not told. */
export function labelOf(engine: LabelEngine, document: number, pageNo: number): string | undefined {
  const bytes = engine._FPDF_GetPageLabel(document, pageNo - 1, 0, 0);
  if (bytes <= NO_LABEL_BYTES || bytes > 2 * (MAX_LABEL + 1)) return undefined;
  const label = withBuffer(engine, bytes, (buffer) => {
    engine._FPDF_GetPageLabel(document, pageNo - 1, buffer, bytes);
    return Buffer.from(engine.HEAPU8.subarray(buffer, buffer + bytes - 2)).toString('utf16le');
  });
  const clean = label.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '').trim();
  return clean === '' || clean === String(pageNo) ? undefined : clean;
}
