import type { PageText } from '../domain/pages.js';

/** What OCR made of a page's picture. */
export interface OcrText {
  text: string;
  /** Mean over the words, 0 to 1. */
  confidence: number;
}

/** Below this many letters and digits a text layer is a stamp or a page number on a picture, not the page's text. */
const LEAST_SIGNS = 32;

/** Whether a page's text layer is worth the name, so that its picture need not be read. */
export function hasTextLayer(text: string): boolean {
  return countSigns(text) >= LEAST_SIGNS;
}

/**
 * Text that can be stored and quoted: lines end in \n, no control characters or lone surrogates (Postgres refuses
 * NUL and invalid UTF-8), composed letters (NFC). pdfium joins a word broken at a line's end with U+FFFE: it goes.
 */
export function cleanText(raw: string): string {
  return raw
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cs}\uFFFE\uFFFF]|(?![\n\t])\p{Cc}/gu, '')
    .normalize('NFC')
    .replace(/[ \t]+$/gm, '')
    .trim();
}

/**
 * The page's final text from its scanty text layer and from OCR (null where the picture is empty).
 * The one that says more wins, so that a short title set in type is never lost to a failed reading.
 */
export function settlePage(pageNo: number, layer: string, ocr: OcrText | null): PageText {
  const layerSigns = countSigns(layer);
  if (ocr !== null && countSigns(ocr.text) > layerSigns) {
    return { pageNo, method: 'ocr', text: ocr.text, confidence: ocr.confidence };
  }
  if (layerSigns > 0) return { pageNo, method: 'text', text: layer, confidence: null };
  return { pageNo, method: 'blank', text: '', confidence: null };
}

function countSigns(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
