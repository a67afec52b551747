import { UNSPACED } from '../domain/text/unspaced.js';
import { type Box, union } from './layout/box.js';
import { heightOf, letterHeight, middleOf, type TextRun } from './layout/text-run.js';

/** A run that OCR read; coordinates are pixels of the image, from its lower left corner. */
export interface OcrRun extends TextRun {
  /** Mean over its words, 0 to 1. */
  confidence: number;
}

/** What OCR reads in a page's image. */
export interface OcrText {
  /** In reading order. */
  text: string;
  /** Mean over the words, 0 to 1. */
  confidence: number;
  /** What the text is made of. */
  runs: OcrRun[];
  /** Whether most of it is written upwards or downwards: the engine reads such lines, and not in their order. */
  isSideways: boolean;
  /** Whether the image was turned for it, so that runs are not where the image has them. */
  isTurned: boolean;
  /** The engine's codes of what it was read with. */
  languages: readonly string[];
  /** The language (BCP 47) that it is probably in, of which there is no data: then there is no text. */
  missing?: string;
}

/** A gap of so many letter heights is between two runs. */
const WIDE_GAP = 0.8;
/** Letters by how far they reach; those of other scripts fill their boxes. */
const HIGH = /[\p{Lu}\p{Lo}\p{N}bdfhijklt!?()[\]{}|/"“”'‘’%&]/u;
const LOW = /[\p{Lo}gjpqyçQ,;()[\]{}|/]/u;
const MIDDLE = /\p{Ll}/u;
/** In sizes of type: of letters without stems, and what stems add above and below. */
const LETTER = { middle: 0.5, above: 0.24, below: 0.21 };
/** Letters of one size differ by less than this factor, as the engine sees them. */
const ABOUT = 1.25;
/** Words of a run that tell whether it rises, and letters that tell in which direction it is written. */
const LONG = 4;
const WORD = '5';
/** Letters without descenders and ascenders are this share of a line's height at least. */
const LOW_WORD = 0.4;

/**
 * The runs of a reading: words of one line that are near to each other.
 * @param tsv the engine's table of words: level, page, block, paragraph, line, word, left, top, width, height,
 *   confidence in percent, text
 * @param height of the image in pixels
 */
export function ocrRuns(tsv: string, height: number): OcrRun[] {
  const runs: OcrRun[] = [];
  const slopes: number[] = [];
  let words = 0;
  let lineBefore = '';
  let first: Box | undefined;
  for (const row of tsv.split('\n')) {
    const [level, page, block, paragraph, line, , left, top, width, tall, percent, ...texts] = row.split('\t');
    const text = texts.join('\t').trim();
    if (level !== WORD || text === '') continue;
    const box = boxOf([left, top, width, tall].map(Number), height);
    const confidence = Number(percent) / 100;
    const place = [page, block, paragraph, line].join(' ');
    const run = runs.at(-1);
    if (run && place === lineBefore && (isNear(run, box) || (isRightToLeft(run.text, text) && isNear(box, run)))) {
      run.text += (isUnspacedBetween(run.text, text) ? '' : ' ') + text;
      Object.assign(run, union(run, box));
      run.confidence += (confidence - run.confidence) / (words + 1);
      words += 1;
      if (first && words >= LONG) slopes[runs.length - 1] = slopeOf(first, box);
    } else {
      runs.push({ text, ...box, quarterTurns: 0, confidence });
      words = 1;
      first = box;
    }
    lineBefore = place;
  }
  const sorted = slopes.filter(Number.isFinite).toSorted((a, b) => a - b);
  return inUsualSize(leveled(runs, sorted[Math.floor(sorted.length / 2)] ?? 0).map(asLine));
}

/** Runs that are about as high as most are set in the same size: their boxes are a pixel or two off. */
function inUsualSize(runs: OcrRun[]): OcrRun[] {
  const usual = letterHeight(runs);
  return runs.map((run) => {
    const [height, middle] = [heightOf(run), middleOf(run)];
    if (height < usual / ABOUT || height > usual * ABOUT) return run;
    return { ...run, bottom: middle - usual / 2, top: middle + usual / 2 };
  });
}

/**
 * A run as high as its line is: the box that the engine gives ends at the letters that are there, so that lines without
 * a capital or without a g would seem to be set in other sizes.
 */
function asLine(run: OcrRun): OcrRun {
  const [hasHigh, hasLow] = [HIGH.test(run.text), LOW.test(run.text)];
  if (!hasHigh && !hasLow && !MIDDLE.test(run.text)) return run;
  const share = LETTER.middle + (hasHigh ? LETTER.above : 0) + (hasLow ? LETTER.below : 0);
  const size = (run.top - run.bottom) / share;
  const line = run.bottom + (hasLow ? LETTER.below * size : 0);
  return { ...run, bottom: line - LETTER.below * size, top: line + (LETTER.middle + LETTER.above) * size };
}

const slopeOf = (first: Box, last: Box): number =>
  (last.bottom + last.top - first.bottom - first.top) / (last.left + last.right - first.left - first.right);

/** Runs of a page that lies a little askew, as if it were straight: rows of a table and of columns are level then. */
function leveled(runs: OcrRun[], slope: number): OcrRun[] {
  return runs.map((run) => {
    const down = (slope * (run.left + run.right)) / 2;
    // The box of a run that rises is higher than its letters.
    const rise = Math.min(Math.abs(slope) * (run.right - run.left), (run.top - run.bottom) / 2) / 2;
    return { ...run, bottom: run.bottom - down + rise, top: run.top - down - rise };
  });
}

/** Whether some are of a script that is written from right to left: the next word stands left of them. */
const isRightToLeft = (...texts: string[]): boolean =>
  texts.some((text) => /^[\p{P}\p{N}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text));

const ENDS_UNSPACED = new RegExp(`[${UNSPACED}\u3000-\u303f\uff00-\uffef]$`, 'u');
const BEGINS_UNSPACED = new RegExp(`^[${UNSPACED}\u3000-\u303f\uff00-\uffef]`, 'u');

/** The engine parts text without spaces into words as well. */
const isUnspacedBetween = (before: string, after: string): boolean =>
  ENDS_UNSPACED.test(before) && BEGINS_UNSPACED.test(after);

/** Scripts that are also written downwards, in columns from right to left. */
const DOWNWARDS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Whether most letters are in runs that are higher than wide, and in a script that is not written downwards. */
export function areSideways(runs: readonly OcrRun[]): boolean {
  const long = runs.filter(({ text }) => text.length >= LONG && !DOWNWARDS.test(text));
  const letters = (some: readonly OcrRun[]) => some.reduce((sum, { text }) => sum + text.length, 0);
  return letters(long.filter((run) => run.top - run.bottom > run.right - run.left)) > letters(long) / 2;
}

function boxOf([left = 0, top = 0, width = 0, tall = 0]: number[], height: number): Box {
  return { left, right: left + width, top: height - top, bottom: height - top - tall };
}

function isNear(run: Box, box: Box): boolean {
  const height = Math.max(run.top - run.bottom, (box.top - box.bottom) * LOW_WORD);
  const gap = box.left - run.right;
  return gap < WIDE_GAP * height && gap > -height;
}
