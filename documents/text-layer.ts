import { joinHyphenatedWords } from '../domain/text/hyphenation.js';
import { closeLetterSpacing } from '../domain/text/letter-spacing.js';
import { withoutUnseen } from '../domain/text/unseen.js';
import { isGarbage } from './garbage.js';
import { lengthOfRuns } from './length-of-runs.js';
import { setNoteMarksApart } from './signs/note-marks.js';

/** Below this many letters and digits a text layer is a stamp or a page number on an image, not the page's text. */
export const MIN_CHARACTERS = 32;

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
  return withoutUnseen(raw.replace(/\r\n?/g, '\n'))
    .replace(/[\uFB00-\uFB06]/g, (character) => LIGATURES[character.charCodeAt(0) - FIRST_LIGATURE] ?? character)
    .replace(/[\u00A0\u2000-\u200A\u202F\u205F]/g, ' ')
    .replace(/[\p{Cs}\uFEFF\uFFFE\uFFFF]|(?![\n\t])\p{Cc}/gu, '')
    .normalize('NFC')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * As `cleanText`, for text that was set in lines: words broken at a line's end are joined, Chinese and Japanese letters
 * set apart brought together, marks of notes set apart.
 */
export function cleanLines(raw: string): string {
  return setNoteMarksApart(closeLetterSpacing(cleanText(joinHyphenatedWords(raw))));
}

/** Letters and figures. */
export function countCharacters(text: string): number {
  return lengthOfRuns(text, /[\p{L}\p{N}]+/gu);
}
