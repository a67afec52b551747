import { joinHyphenatedWords } from '../domain/text/hyphenation.js';
import type { PageText } from '../domain/text/pages.js';
import { isGarbage } from './garbage.js';

/** What OCR made of a page's image. */
export interface OcrText {
  text: string;
  /** Mean over the words, 0 to 1. */
  confidence: number;
}

/** Below this many letters and digits a text layer is a stamp or a page number on an image, not the page's text. */
const MIN_SIGNS = 32;

/** A reading less sure is no better than garbage: pages read in a wrong direction or alphabet are 0.45 sure. */
const SURE_ENOUGH = 0.6;
const LIGATURES = ['ff', 'fi', 'fl', 'ffi', 'ffl', 'st', 'st'];
const FIRST_LIGATURE = 0xfb00;

/** Whether a page's text layer is worth the name, so that its image need not be read. */
export function hasTextLayer(text: string): boolean {
  return countSigns(text) >= MIN_SIGNS && !isGarbage(text);
}

/**
 * Text that can be stored and quoted: lines end in \n, one empty line at most between them, no control characters or
 * lone surrogates (Postgres refuses NUL and invalid UTF-8), composed letters (NFC), ligatures as letters, every
 * space a plain one, no soft hyphens and other signs that are not seen.
 */
export function cleanText(raw: string): string {
  return raw
    .replace(/\r\n?/g, '\n')
    .replace(/[\uFB00-\uFB06]/g, (sign) => LIGATURES[sign.charCodeAt(0) - FIRST_LIGATURE] ?? sign)
    .replace(/[\u00A0\u2000-\u200A\u202F\u205F]/g, ' ')
    .replace(/\u00AD[ \t]*\n[ \t]*/g, '')
    .replace(/[\p{Cs}\u00AD\u200B\u2060\uFEFF\uFFFE\uFFFF]|(?![\n\t])\p{Cc}/gu, '')
    .normalize('NFC')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** As `cleanText`, for text that was set in lines: words broken at a line's end are put together. */
export function cleanLines(raw: string): string {
  return cleanText(joinHyphenatedWords(raw));
}

/**
 * The page's final text from its text layer, which is scanty or garbage, and from OCR (null where the image is
 * empty). Beside a scanty layer the one that says more wins, so that a short title set in type is never lost to a
 * failed reading; garbage gives way to a reading that is sure enough.
 */
export function choosePageText(pageNo: number, layer: string, ocr: OcrText | null): PageText {
  const layerSigns = countSigns(layer);
  const isBetter = (reading: OcrText) =>
    layerSigns > 0 && isGarbage(layer)
      ? countSigns(reading.text) > 0 && !isGarbage(reading.text) && reading.confidence >= SURE_ENOUGH
      : countSigns(reading.text) > layerSigns;
  if (ocr !== null && isBetter(ocr)) {
    return { pageNo, method: 'ocr', text: ocr.text, confidence: ocr.confidence };
  }
  if (layerSigns > 0) return { pageNo, method: 'text', text: layer, confidence: null };
  return { pageNo, method: 'blank', text: '', confidence: null };
}

function countSigns(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
