import { appendHeading, type Heading, headingOf } from './headings.js';
import { linesOf } from './lines.js';
import { countTokens, WORDS } from './tokens.js';

/** A sentence, a heading, a table's row or a piece of a longer one; offsets into its text, end exclusive. */
export interface Sentence {
  start: number;
  end: number;
  tokens: number;
  isHeading: boolean;
  /** The headings above it, its own included; one array for all sentences of a section. */
  path: readonly Heading[];
}

interface Block {
  start: number;
  end: number;
  heading: Heading | undefined;
}

/** The segmenter's time grows with the square of its text; ordinary pages are one block of this size. */
const BLOCK_CHARACTERS = 8_000;

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * The sentences of a text between two offsets. A line break within a paragraph ends no sentence; an empty line,
 * a heading, and the rows of a table and items of a list do.
 * @param path the headings above the text
 * @param maxTokens of a sentence; a longer one is cut between words, and an overlong word is cut, too
 */
export function sentencesOf(
  text: string,
  { start, end }: { start: number; end: number },
  path: readonly Heading[],
  maxTokens: number,
): Sentence[] {
  const sentences: Sentence[] = [];
  let above = path;
  for (const block of blocksOf(text, start, end)) {
    if (block.heading) above = appendHeading(above, block.heading);
    const isHeading = block.heading !== undefined;
    for (const piece of isHeading ? [block] : segmentsOf(text, block)) {
      for (const part of partsOf(text.slice(piece.start, piece.end), maxTokens)) {
        const offsets = { start: piece.start + part.start, end: piece.start + part.end };
        sentences.push({ ...offsets, tokens: part.tokens, isHeading, path: above });
      }
    }
  }
  return sentences;
}

/** Paragraphs, headings, rows of tables and items of lists. */
function blocksOf(text: string, from: number, to: number): Block[] {
  const lines = linesOf(text, from, to);
  const blocks: Block[] = [];
  let isOpen = false;
  for (const [index, { text: line, start, end }] of lines.entries()) {
    const [before, after] = [lines[index - 1], lines[index + 1]];
    const isAfterBlank = !before || isBlankBetween(text, before.end, start);
    const isBeforeBlank = !after || isBlankBetween(text, end, after.start);
    const heading = headingOf({ text: line, isAfterBlank, isBeforeBlank, next: after?.text ?? '' });
    const last = blocks.at(-1);
    if (last && isOpen && !isAfterBlank && !heading && !ROW.test(line) && !LIST_MARK.test(line)) last.end = end;
    else blocks.push({ start, end, heading });
    isOpen = !heading && !ROW.test(line);
  }
  return blocks;
}

/** The mark of a list's item. */
export const LIST_MARK = /^(?:[•‣◦▪●○*–-]|\(?(?:\d{1,2}|[a-z])[.)])\s+/u;
/** A row of a table. */
export const ROW = / \| /u;
/** The end of a question. */
export const QUESTION = /[?？؟](?:["'”’»)）」』])*$/u;

const isBlankBetween = (text: string, end: number, start: number) => text.slice(end, start).split('\n').length > 2;

function* segmentsOf(text: string, block: Block): Generator<{ start: number; end: number }> {
  for (let at = block.start; at < block.end; ) {
    const end = endOfPortion(text, at, block.end);
    // The segmenter ends a sentence at each line break; a space is as long.
    const portion = text.slice(at, end).replace(/\n/gu, ' ');
    for (const { segment, index } of segmenter.segment(portion)) {
      yield { start: at + index, end: at + index + segment.length };
    }
    at = end;
  }
}

function endOfPortion(text: string, at: number, to: number): number {
  if (to - at <= BLOCK_CHARACTERS) return to;
  const breaks = Math.max(...['\n', ' '].map((space) => text.lastIndexOf(space, at + BLOCK_CHARACTERS - 1)));
  if (breaks > at) return breaks + 1;
  const end = at + BLOCK_CHARACTERS;
  return isHighSurrogate(text, end - 1) ? end - 1 : end;
}

const isHighSurrogate = (text: string, at: number) => /[\uD800-\uDBFF]/.test(text.charAt(at));

/** A sentence's words in groups of at maxTokens so many tokens; none for white space. */
function partsOf(sentence: string, maxTokens: number): { start: number; end: number; tokens: number }[] {
  const parts: { start: number; end: number; tokens: number }[] = [];
  for (const { 0: word, index } of sentence.matchAll(WORDS)) {
    const tokens = countTokens(word);
    const part = parts.at(-1);
    if (part && part.tokens + tokens <= maxTokens)
      Object.assign(part, { end: index + word.length, tokens: part.tokens + tokens });
    else parts.push({ start: index, end: index + word.length, tokens });
  }
  return parts;
}
