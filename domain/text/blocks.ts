import { type Heading, headingOf } from './headings.js';
import { type Line, linesOf } from './lines.js';
import type { QuoteSpan } from './quotes.js';
import { isDelimiterRow, isRow } from './tables.js';

/** A part of a text that no sentence goes beyond; offsets into the text, end exclusive. */
export interface Block {
  start: number;
  end: number;
  heading: Heading | undefined;
  isRow: boolean;
}

/**
 * Paragraphs, headings, rows of tables, items of lists and lines of notes, between two offsets.
 * @param formulas of the text in their order; none is parted
 */
export function blocksOf(text: string, { start: from, end: to }: QuoteSpan, formulas: readonly QuoteSpan[]): Block[] {
  const lines = linesOf(text, from, to);
  const blocks: Block[] = [];
  let isOpen = false;
  let formula = 0;
  let fence: string | undefined;
  for (const [index, { text: line, start, end }] of lines.entries()) {
    const [before, after] = [lines[index - 1], lines[index + 1]];
    const last = blocks.at(-1);
    while ((formulas[formula]?.end ?? to) <= start) formula += 1;
    if (last && (formulas[formula]?.start ?? to) < start) {
      last.end = end;
      continue;
    }
    const isAfterBlank = !before || isBlankBetween(text, before.end, start);
    const isBeforeBlank = !after || isBlankBetween(text, end, after.start);
    if (last && before && !isAfterBlank && isDelimiterRow(line) && last.start === before.start && isRow(before.text)) {
      last.end = end;
      continue;
    }
    const [, mark] = FENCE.exec(line) ?? [];
    const isFence = mark !== undefined && (fence === undefined || mark.startsWith(fence));
    const isCode = fence !== undefined || isFence;
    if (isFence) fence = fence === undefined ? mark : undefined;
    const heading = isCode
      ? undefined
      : headingOf({ text: line, isAfterBlank, isBeforeBlank, next: after?.text ?? '' });
    const isInTable = !isCode && !heading && isRow(line);
    const isItem = LIST_MARK.test(line) || isLettered(before, line, after);
    const goesOn = isOpen && !isAfterBlank && !heading && !isInTable && !isItem && !areNotes(before, line);
    if (last && goesOn) last.end = end;
    else blocks.push({ start, end, heading, isRow: isInTable });
    isOpen = !heading && !isInTable;
  }
  return blocks;
}

/** Before and behind code, in which a line that begins with `#` is a comment. */
const FENCE = /^(`{3,}|~{3,})/;

/** A line of notes: what is named by a few words, and then what is said of it. */
const NOTE = /^(?=[\p{Lu}\p{N}])(?:[^.!?:：;=]{1,60}?(?:\s*[:：]|\s+=)|[^.!?:：;=–—→]{1,40}?\s+[–—→-])\s+\S/u;

const areNotes = (before: Line | undefined, line: string): boolean =>
  before !== undefined && NOTE.test(line) && NOTE.test(before.text);

/** The mark of a list's item. */
export const LIST_MARK = /^(?:[•‣◦▪●○*–-]|\(?(?:\d{1,2}|[a-z])[.)]|\(?[A-Z]\))\s+/u;

/** The letter that a line is numbered with, or that a name is shortened to. */
const LETTER = /^([A-Z])\.\s/;

/** Whether a line is an item `B.`: behind an item `A.`, or before one `C.`. */
function isLettered(before: Line | undefined, line: string, after: Line | undefined): boolean {
  const [own, previous, next] = [line, before?.text, after?.text].map((text = '') =>
    LETTER.exec(text)?.[1]?.charCodeAt(0),
  );
  return own !== undefined && (previous === own - 1 || next === own + 1);
}

const isBlankBetween = (text: string, end: number, start: number) => text.slice(end, start).split('\n').length > 2;
