import { Failure, type FailureType } from '../../domain/runs/failures.js';
import type { PageResult } from '../../domain/text/pages.js';
import { PICTURE_BEGIN, PICTURE_END } from '../../domain/text/picture-brackets.js';
import { countCharacters } from '../text-layer.js';
import { picturesIn, replacePictures, withoutPictures } from './picture-marks.js';

/** What became of a picture: what was read in it ('' where there is no text), or why it was not read. */
export type PictureOutcome = { text: string; confidence: number } | { failure: FailureType };

/** What became of a picture whose reading failed. @throws an error that is no Failure. */
export function outcomeOfFailure(error: unknown): PictureOutcome {
  if (error instanceof Failure) return { failure: error.type };
  throw error;
}

/** A page whose pictures are still marks in its text. */
export interface PageWithPictures {
  pageNo: number;
  text: string;
  /** Whether it shows one picture and nothing else, beside what a speaker says to it. */
  isPicture: boolean;
}

/** Characters of a page that pictures may make longer. */
const MAX_CHARACTERS = 50_000;

/**
 * The page with what was read in its pictures, each in its place: `[Picture: …]`. One that is a picture is a page read
 * by OCR, and its text needs no mark. Where nothing but pictures is on it and none could be read, it failed.
 */
export function fillPictures(
  { pageNo, text, isPicture }: PageWithPictures,
  outcomeOf: (no: number) => PictureOutcome,
): PageResult {
  const numbers = [...new Set(picturesIn(text))];
  const outcomes = numbers.map(outcomeOf);
  const read = outcomes.filter((outcome) => 'text' in outcome);
  const counts = { picturesRead: read.length, picturesUnread: outcomes.length - read.length };
  const own = withoutPictures(text).trim();
  const isAlone = isPicture || (countCharacters(own) === 0 && numbers.length === 1);
  const filled = tidied(replacePictures(text, inPlace(outcomeOf, isAlone)));
  if (!isPicture && countCharacters(own) > 0)
    return { pageNo, method: 'text', text: filled, confidence: null, ...counts };
  if (read.some((outcome) => outcome.text !== ''))
    return { pageNo, method: 'ocr', text: filled, confidence: confidenceOf(read), ...counts };
  const [failed] = outcomes.filter((outcome) => 'failure' in outcome);
  if (failed && own === '') return { pageNo, failure: failed.failure };
  return { pageNo, method: own === '' ? 'blank' : 'text', text: own, confidence: null, ...counts };
}

/** What stands in the place of a picture: once on a page, and nothing once that is full. */
function inPlace(outcomeOf: (no: number) => PictureOutcome, isAlone: boolean) {
  let room = MAX_CHARACTERS;
  const shown = new Set<number>();
  return (no: number, isInRow: boolean): string => {
    if (shown.has(no)) return '';
    shown.add(no);
    const outcome = outcomeOf(no);
    if (!('text' in outcome) || outcome.text === '' || outcome.text.length > room) return '';
    room -= outcome.text.length;
    const text = isInRow ? outcome.text.replace(/\s+/g, ' ').replaceAll('|', '\\|') : outcome.text;
    return isAlone ? text : marked(text);
  };
}

/** Several lines stand apart from the brackets, so that these are in no sentence that is quoted. */
const marked = (text: string): string =>
  text.includes('\n') ? `${PICTURE_BEGIN}\n\n${text}\n\n${PICTURE_END}` : `${PICTURE_BEGIN} ${text}${PICTURE_END}`;

const tidied = (text: string): string =>
  text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** The mean, each picture weighed by its letters. */
function confidenceOf(read: readonly { text: string; confidence: number }[]): number {
  const letters = read.map(({ text }) => countCharacters(text));
  const sum = letters.reduce((a, b) => a + b, 0);
  return read.reduce((mean, { confidence }, at) => mean + (confidence * (letters[at] ?? 0)) / Math.max(sum, 1), 0);
}
