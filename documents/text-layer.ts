import { joinHyphenatedWords } from '../domain/text/hyphenation.js';
import type { PageText } from '../domain/text/pages.js';
import { isGarbage } from './garbage.js';

/** What OCR reads in a page's image. */
export interface OcrText {
  text: string;
  /** Mean over the words, 0 to 1. */
  confidence: number;
}

/** Below this many letters and digits a text layer is a stamp or a page number on an image, not the page's text. */
const MIN_CHARACTERS = 32;

/** A reading below it is no better than garbage: pages read in a wrong direction or alphabet have 0.45. */
const MIN_CONFIDENCE = 0.6;
const LIGATURES = ['ff', 'fi', 'fl', 'ffi', 'ffl', 'st', 'st'];
const FIRST_LIGATURE = 0xfb00;

/** Whether a page's text layer is its text, so that its image need not be read. */
export function hasTextLayer(text: string): boolean {
  return countCharacters(text) >= MIN_CHARACTERS && !isGarbage(text);
}

/**
 * Text that can be stored and quoted: lines end in \n, one empty line at most between them, no control characters or
 * lone surrogates (Postgres refuses NUL and invalid UTF-8), composed letters (NFC), ligatures as letters, every
 * space a plain one, no soft hyphens or other characters that are not seen.
 */
export function cleanText(raw: string): string {
  return raw
    .replace(/\r\n?/g, '\n')
    .replace(/[\uFB00-\uFB06]/g, (character) => LIGATURES[character.charCodeAt(0) - FIRST_LIGATURE] ?? character)
    .replace(/[\u00A0\u2000-\u200A\u202F\u205F]/g, ' ')
    .replace(/\u00AD[ \t]*\n[ \t]*/g, '')
    .replace(/[\p{Cs}\u00AD\u200B\u2060\uFEFF\uFFFE\uFFFF]|(?![\n\t])\p{Cc}/gu, '')
    .normalize('NFC')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** As `cleanText`, for text that was set in lines: words broken at a line's end are joined. */
export function cleanLines(raw: string): string {
  return cleanText(joinHyphenatedWords(raw));
}

/**
 * The page's final text from its text layer, which is scanty or garbage, and from OCR (null where the image is
 * empty). Beside a scanty layer the longer text is taken, so that a short title is never lost to a failed reading;
 * garbage is replaced by a reading with enough confidence.
 */
export function choosePageText(pageNo: number, layer: string, ocr: OcrText | null): PageText {
  const layerCharacters = countCharacters(layer);
  const isBetter = (reading: OcrText) =>
    layerCharacters > 0 && isGarbage(layer)
      ? countCharacters(reading.text) > 0 && !isGarbage(reading.text) && reading.confidence >= MIN_CONFIDENCE
      : countCharacters(reading.text) > layerCharacters;
  if (ocr !== null && isBetter(ocr)) {
    return { pageNo, method: 'ocr', text: ocr.text, confidence: ocr.confidence };
  }
  if (layerCharacters > 0) return { pageNo, method: 'text', text: layer, confidence: null };
  return { pageNo, method: 'blank', text: '', confidence: null };
}

function countCharacters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
