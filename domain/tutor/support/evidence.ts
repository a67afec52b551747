import { headingOf } from '../../text/headings.js';
import { linesOf } from '../../text/lines.js';
import { QUESTION, type Sentence, sentencesOf } from '../../text/sentences.js';
import { headLine, isHeadRow, isRow } from '../../text/tables.js';

/** A quote with what a reader sees around it. */
export interface Evidence {
  quote: string;
  /** The sentences that it stands in, whole. */
  sentence: string;
  /** The headings above, and the sentence before, of a row the head of its table: they may name what the quote calls 'it'. */
  headings: string;
  before: string;
  /** Sentences near it, which may say what it does not; headings are none. */
  neighbors: string[];
  /** A heading, a title or a question, which says nothing of its own. */
  isEmpty: boolean;
}

const MAX_TOKENS = 400;
/** Of the page around a quote, on either side. */
const MAX_AROUND = 3_000;

/** Neighbors on either side at most. */
const MAX_NEIGHBORS = 3;

/** What stands around a span of a page's text. */
export function evidenceAt(page: string, span: { start: number; end: number }): Evidence {
  const from = Math.max(0, page.lastIndexOf('\n', Math.max(span.start - MAX_AROUND, 0)) + 1);
  const to = Math.min(page.length, span.end + MAX_AROUND);
  const sentences = sentencesOf(page, { start: from, end: to }, [], MAX_TOKENS);
  const own = sentences.filter(({ start, end }) => start < span.end && span.start < end);
  const [first, last] = [own[0], own.at(-1)];
  const quote = page.slice(span.start, span.end);
  const sentence = first && last ? page.slice(first.start, last.end) : quote;
  const before = first ? sentenceBefore(page, sentences, sentences.indexOf(first)) : undefined;
  const [at, until] = [first ? sentences.indexOf(first) : 0, last ? sentences.indexOf(last) + 1 : 0];
  const near = [
    ...sentences.slice(Math.max(at - MAX_NEIGHBORS, 0), at),
    ...sentences.slice(until, until + MAX_NEIGHBORS),
  ];
  const title = titleBefore(page, first?.start ?? span.start);
  const headings = [...new Set([...(first?.path.map(({ text }) => text) ?? []), title])];
  return {
    quote,
    sentence,
    headings: headings.filter((text) => text !== '').join('\n'),
    before: before ? page.slice(before.start, before.end) : '',
    neighbors: near.filter(({ isHeading }) => !isHeading).map(({ start, end }) => page.slice(start, end)),
    isEmpty:
      own.every(({ start, end, isHeading }) => isHeading || QUESTION.test(page.slice(start, end).trim())) ||
      isTitle(page, span),
  };
}

/** A title is shorter than this, in characters, or in words where words stand apart. */
const MAX_TITLE = { characters: 120, words: 14 };

/** The sentence before one; before a row, the head of its table. */
function sentenceBefore(page: string, sentences: readonly Sentence[], at: number): Sentence | undefined {
  const isRowAt = (n: number) => {
    const sentence = sentences[n];
    return sentence !== undefined && isRow(headLine(page.slice(sentence.start, sentence.end)));
  };
  let first = at;
  while (isRowAt(first - 1) && isRowAt(at)) first -= 1;
  const head = sentences[first];
  const isBelowHead = first < at && head !== undefined && isHeadRow(page.slice(head.start, head.end));
  return isBelowHead ? head : sentences[at - 1];
}

/**
 * Whether a span lies within a title: a short line by itself, without the mark that ends a sentence, and with text
 * after it. Headings are found more carefully elsewhere; a title that is taken for text would back anything.
 */
function isTitle(page: string, span: { start: number; end: number }): boolean {
  const lines = linesOf(page, 0, page.length);
  const touched = lines.filter(({ start, end }) => start < span.end && span.start < end);
  return touched.length > 0 && touched.every((line) => isTitleLine(page, lines, lines.indexOf(line)));
}

function isTitleLine(page: string, lines: ReturnType<typeof linesOf>, at: number): boolean {
  const [line, before, after] = [lines[at], lines[at - 1], lines[at + 1]];
  if (!line) return false;
  const isAfterBlank = !before || /\n\s*\n/.test(page.slice(before.end, line.start));
  const isBeforeBlank = !after || /\n\s*\n/.test(page.slice(line.end, after.start));
  if (headingOf({ text: line.text, isAfterBlank, isBeforeBlank, next: after?.text ?? '' })) return true;
  if (!isAfterBlank || !isBeforeBlank || !after) return false;
  if (line.text.length > MAX_TITLE.characters || line.text.split(/\s+/u).length > MAX_TITLE.words) return false;
  return (
    !/[.!?;,。！？；।؟|]["'»”）)]?$/u.test(line.text) &&
    !/^(?:[-*•]|\d+[.)])\s/u.test(line.text) &&
    after.text.length > line.text.length
  );
}

/** The nearest title above a place. */
function titleBefore(page: string, at: number): string {
  const lines = linesOf(page, 0, page.length);
  for (let n = lines.length - 1; n >= 0; n--) {
    const line = lines[n];
    if (line && line.end <= at && isTitleLine(page, lines, n)) return line.text;
  }
  return '';
}
