import { blocksOf } from './blocks.js';
import { formulasIn } from './formulas.js';
import { appendHeading, type Heading } from './headings.js';
import type { QuoteSpan } from './quotes.js';
import { segmenterOf } from './segmenters.js';
import { countTokens, wordsToCut } from './tokens.js';

/** A sentence, a heading, a table's row or a piece of a longer one; offsets into its text, end exclusive. */
export interface Sentence {
  start: number;
  end: number;
  tokens: number;
  isHeading: boolean;
  /** The headings above it, its own included; one array for all sentences of a section. */
  path: readonly Heading[];
}

/** The end of a question. */
export const QUESTION = /[?？؟](?:["'”’»)）」』])*$/u;

/** The segmenter's time grows with the square of its text; ordinary pages are one block of this size. */
const BLOCK_CHARACTERS = 8_000;

/**
 * The sentences of a text between two offsets. A line break within a paragraph ends no sentence; an empty line,
 * a heading, the rows of a table, items of a list and lines of notes (`Density: 8.96`) do. The head of a table is one with
 * the delimiter row below it. Code between fences has neither headings nor rows. No formula is parted, nor the mark of a note from the sentence that it stands behind.
 * @param path the headings above the text
 * @param maxTokens of a sentence; a longer one is cut between words, and an overlong word or formula is cut, too
 * @param language of the text, BCP 47, where it is known
 */
export function sentencesOf(
  text: string,
  { start, end }: { start: number; end: number },
  path: readonly Heading[],
  maxTokens: number,
  language?: string | null,
): Sentence[] {
  const sentences: Sentence[] = [];
  const formulas = formulasIn(text.slice(start, end)).map((span) => ({
    start: start + span.start,
    end: start + span.end,
  }));
  let above = path;
  for (const block of blocksOf(text, { start, end }, formulas)) {
    if (block.heading) above = appendHeading(above, block.heading);
    const isHeading = block.heading !== undefined;
    const own = within(formulas, block);
    for (const piece of isHeading || block.isRow ? [block] : segmentsOf(text, block, own, language)) {
      for (const part of partsOf(text.slice(piece.start, piece.end), relativeTo(piece, own), { maxTokens, language })) {
        const offsets = { start: piece.start + part.start, end: piece.start + part.end };
        sentences.push({ ...offsets, tokens: part.tokens, isHeading, path: above });
      }
    }
  }
  return sentences;
}

/** The spans that lie in another; they are in order, and none overlaps. */
function within(spans: readonly QuoteSpan[], { start, end }: QuoteSpan): readonly QuoteSpan[] {
  if (spans.length === 0) return spans;
  const from = firstAt(spans, (span) => span.start >= start);
  return spans.slice(
    from,
    Math.max(
      from,
      firstAt(spans, (span) => span.end > end),
    ),
  );
}

/** The first position for which something holds that holds for all that follow, too. */
function firstAt(spans: readonly QuoteSpan[], holds: (span: QuoteSpan) => boolean): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span && holds(span)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const relativeTo = ({ start: from, end: to }: QuoteSpan, spans: readonly QuoteSpan[]): QuoteSpan[] =>
  within(spans, { start: from, end: to }).map(({ start, end }) => ({ start: start - from, end: end - from }));

function* segmentsOf(
  text: string,
  block: QuoteSpan,
  formulas: readonly QuoteSpan[],
  language: string | null | undefined,
): Generator<QuoteSpan> {
  const segmenter = segmenterOf('sentence', language);
  for (let at = block.start; at < block.end; ) {
    const end = endOfPortion(text, { start: at, end: block.end }, formulas);
    const portion = masked(text.slice(at, end), relativeTo({ start: at, end }, formulas));
    for (const { segment, index } of segmenter.segment(portion)) {
      yield { start: at + index, end: at + index + segment.length };
    }
    at = end;
  }
}

/** Marks of notes behind the end of a sentence. */
const NOTE_MARKS = /(?<=[.!?。！？…]["”’»)]?)(?:\[[\p{L}\p{N} *†]{1,10}\])+/gu;

/** The dot of an item's number or letter. */
const ITEM_DOT = /^(\(?(?:\d{1,2}|[A-Za-z]))\.(?=\s)/u;

/**
 * A text of the same length for the segmenter, which ends sentences at line breaks, behind the number of an item, within
 * formulas and before the marks of notes: spaces, a word, and closing brackets stand for these.
 */
function masked(text: string, formulas: readonly QuoteSpan[]): string {
  const spaced = text.replaceAll('\n', ' ').replace(ITEM_DOT, '$1)');
  const plain = spaced.includes('[') ? spaced.replace(NOTE_MARKS, (marks) => ')'.repeat(marks.length)) : spaced;
  let result = '';
  let at = 0;
  for (const { start, end } of formulas) {
    const isEnd = /[.!?]\s*\$+$/.test(text.slice(start, end));
    result += plain.slice(at, start) + 'X'.repeat(end - start - 1) + (isEnd ? '.' : 'X');
    at = end;
  }
  return result + plain.slice(at);
}

function endOfPortion(text: string, { start: at, end: to }: QuoteSpan, formulas: readonly QuoteSpan[]): number {
  if (to - at <= BLOCK_CHARACTERS) return to;
  const breaks = Math.max(...['\n', ' '].map((space) => text.lastIndexOf(space, at + BLOCK_CHARACTERS - 1)));
  const end = breaks > at ? breaks + 1 : at + BLOCK_CHARACTERS;
  const formula = formulas.find((one) => one.start < end && end < one.end);
  if (formula) return formula.start > at ? formula.start : formula.end;
  return isHighSurrogate(text, end - 1) ? end - 1 : end;
}

const isHighSurrogate = (text: string, at: number) => /[\uD800-\uDBFF]/.test(text.charAt(at));

/** A sentence's words in groups of at most so many tokens; none for white space. A formula counts as a word. */
function partsOf(
  sentence: string,
  formulas: readonly QuoteSpan[],
  { maxTokens, language }: { maxTokens: number; language: string | null | undefined },
): Word[] {
  const parts: Word[] = [];
  const words = wordsIn(sentence, language);
  for (const { start, end, tokens } of formulas.length === 0 ? words : joinFormulas(words, formulas, maxTokens)) {
    const part = parts.at(-1);
    if (part && part.tokens + tokens <= maxTokens) {
      part.end = end;
      part.tokens += tokens;
    } else parts.push({ start, end, tokens });
  }
  return parts;
}

/** A word, or a formula, of a sentence. */
interface Word extends QuoteSpan {
  tokens: number;
}

const wordsIn = (sentence: string, language: string | null | undefined): Word[] =>
  wordsToCut(sentence, language).map(({ start, end }) => ({
    start,
    end,
    tokens: countTokens(sentence.slice(start, end)),
  }));

function* joinFormulas(words: readonly Word[], formulas: readonly QuoteSpan[], maxTokens: number): Generator<Word> {
  let at = 0;
  for (const formula of formulas) {
    while ((words[at]?.end ?? Number.POSITIVE_INFINITY) <= formula.start) yield* words.slice(at, ++at);
    const from = at;
    while ((words[at]?.start ?? Number.POSITIVE_INFINITY) < formula.end) at++;
    const own = words.slice(from, at);
    const tokens = own.reduce((sum, word) => sum + word.tokens, 0);
    if (tokens > maxTokens) yield* own;
    else if (own.length > 0) yield { start: own[0]?.start ?? 0, end: own.at(-1)?.end ?? 0, tokens };
  }
  yield* words.slice(at);
}
