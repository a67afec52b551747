import type { PageResult, PageText } from '../domain/text/pages.js';
import { isGarbage } from './garbage.js';
import { pageText } from './layout/page-text.js';
import type { OcrText } from './ocr-runs.js';
import type { TakenText } from './pdf-layer.js';
import { cleanLines, countCharacters, MIN_CHARACTERS } from './text-layer.js';

/** A reading below it is no better than garbage: pages read in a wrong direction or alphabet have 0.45. */
const MIN_CONFIDENCE = 0.6;

const NOTHING: TakenText = { runs: [], comments: [] };

interface Readings {
  pageNo: number;
  /** The page's text layer, which may be scanty or garbage, or say nothing of its pictures; '' of an image. */
  layer: string;
  /** The part of it that was taken off the image before that was read, in the coordinates of the reading. */
  taken?: TakenText;
  /** Whether the image was straightened before it was read, so that the coordinates are not the same. */
  isMoved?: boolean;
  /** What OCR read in the rest of the page, null where there is nothing. */
  reading: OcrText | null;
}

/**
 * The page's final text. What OCR read stands with the printed text, each in its place; it is left out where it adds
 * nothing. A layer that is garbage is replaced by a reading with enough confidence.
 */
export function choosePageText({ pageNo, layer, taken = NOTHING, reading, isMoved = false }: Readings): PageText {
  const text = reading ? together({ ...reading, isTurned: reading.isTurned || isMoved }, taken) : '';
  if (reading && isBetter({ text, layer, printed: textOf(taken), confidence: reading.confidence })) {
    return { pageNo, method: 'ocr', text, confidence: reading.confidence };
  }
  if (countCharacters(layer) > 0) return { pageNo, method: 'text', text: layer, confidence: null };
  return { pageNo, method: 'blank', text: '', confidence: null };
}

/** The page as it was read; failed, and saying what is missing, if nothing could be read for want of its language's data. */
export const orMissing = (page: PageText, reading: OcrText | null): PageResult =>
  reading?.missing === undefined || page.method !== 'blank'
    ? page
    : { pageNo: page.pageNo, failure: 'LanguageMissing', language: reading.missing };

interface Compared {
  /** What would be stored, and what else there is: all of the layer, and what was taken off the image of it. */
  text: string;
  layer: string;
  printed: string;
  confidence: number;
}

/** What lies under the picture and was not taken is a poor earlier reading: a sure one is better, also a shorter one. */
function isBetter({ text, layer, printed, confidence }: Compared): boolean {
  const isSure = confidence >= MIN_CONFIDENCE;
  if (countCharacters(layer) > 0 && isGarbage(layer)) return countCharacters(text) > 0 && !isGarbage(text) && isSure;
  const [letters, own] = [countCharacters(text), countCharacters(printed)];
  return letters > own && (isSure || letters > countCharacters(layer));
}

const textOf = ({ runs, comments }: TakenText): string => [...runs.map(({ text }) => text), ...comments].join('\n');

/** Beside printed text, a photo is no text: of what was read, only what is sure stays. */
function together({ text, runs, isTurned }: OcrText, taken: TakenText): string {
  if (taken.runs.length + taken.comments.length === 0) return text;
  const printed = pageText(taken.runs);
  const isBeside = countCharacters(printed) >= MIN_CHARACTERS;
  const sure = isBeside ? runs.filter(({ confidence }) => confidence >= MIN_CONFIDENCE) : runs;
  const parts = isTurned ? [printed, text] : [pageText([...taken.runs, ...sure])];
  return cleanLines([...parts, ...taken.comments].join('\n\n'));
}
