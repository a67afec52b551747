import { LIST_MARK } from '../../../domain/text/blocks.js';
import { languageOf } from '../../../domain/text/language.js';
import { joinedSentence, sentenceOver } from '../../../domain/text/page-breaks.js';
import { foldWhiteSpace, isMeaningful } from '../../../domain/text/quotes.js';
import { QUESTION, type Sentence, sentencesOf } from '../../../domain/text/sentences.js';
import { cellsOf, headLine, isDelimiterRow, isHeadRow, isRow, rowWithHeads } from '../../../domain/text/tables.js';
import type { Passage } from '../provider.js';
import { refersBack } from './question.js';

/** A piece of a passage that may be cited: a sentence, an item of a list, a note or a row of a table. */
export interface Unit {
  ref: number;
  /** As it stands in the passage, up to white space. */
  quote: string;
  /** As it is shown: the cells of a row with their heads. */
  text: string;
  /** What it stands under: a heading, the line that begins its list, or the question of the text that it answers. */
  context: string;
  /** The headings above that, of the passage. */
  path: string;
  /** Of a sentence that goes on over the end of its page: where it goes on. */
  rest?: { ref: number; quote: string };
  /** The head row of its table, as it stands in the passage. */
  head: string | undefined;
  /** The unit before it in the same passage. */
  before: Unit | undefined;
  /** It begins with a word such as 'it' or 'these', so it means something after the one before only. */
  refersBack: boolean;
}

/** Signs of Markdown around a sentence. */
const EMPHASIS = /^[\s*_]+|[\s*_]+$/gu;
const STRONG = /\*\*|__/gu;
const LEAD = /[:：]$/u;
/** A line with none of these, alone between others, is a title. */
const SAYS = /[.!。！।॥:：;；=,،、，۔]|\d|→|->| [–—-] /u;
const MAX_TITLE = { words: 9, characters: 60 };

/**
 * The units of all passages, in order. Each stands literally, up to white space, in the passage it names; a sentence
 * that goes over the end of a page is one unit of both.
 */
export function unitsOf(passages: readonly Passage[]): Unit[] {
  const units = new Map(passages.map((passage) => [passage.ref, unitsIn(passage)]));
  for (const { ref, goesOnIn } of passages) {
    const [own, next] = [units.get(ref), goesOnIn === undefined ? undefined : units.get(goesOnIn)];
    if (own && next) joinOver(own, next);
  }
  return [...units.values()].flat();
}

/** Makes one unit of the two parts of a sentence that begins in one passage and ends in the next. */
function joinOver(own: Unit[], next: Unit[]): void {
  const pieces = (units: readonly Unit[]) => units.map(({ quote }) => ({ text: quote, isHeading: false }));
  const over = sentenceOver(pieces(own), pieces(next));
  const [first, rest] = over ? [own[over.first], next[over.rest]] : [];
  if (!over || !first || !rest || first.head !== undefined || rest.head !== undefined) return;
  first.rest = { ref: rest.ref, quote: rest.quote };
  first.text = joinedSentence(first.text, rest.text);
  next.splice(over.rest, 1);
  for (const unit of next) if (unit.before === rest) unit.before = first;
}

function unitsIn({ ref, text, tableHead }: Passage): Unit[] {
  const units: Unit[] = [];
  let head: string | undefined = tableHead ?? undefined;
  let lead = '';
  const all = { start: 0, end: text.length };
  const pieces = sentencesOf(text, all, [], Number.POSITIVE_INFINITY, languageOf(text));
  for (const [at, piece] of pieces.entries()) {
    const raw = text.slice(piece.start, piece.end);
    const isInTable = isRow(headLine(raw));
    const isFirst = isInTable && beginsTable(text, pieces, at) && !(at === 0 && goesOn(raw, head));
    const isHead = isFirst && isHeadRow(raw) && isRow(headLine(textAt(text, pieces[at + 1])));
    if (isFirst) lead = captionBefore(text, pieces, at) || lead;
    if (isHead) head = headLine(raw);
    else if (!isInTable || isFirst) head = undefined;
    const quote = foldWhiteSpace(isInTable ? headLine(raw) : raw.replace(LIST_MARK, '').replace(EMPHASIS, ''));
    if (piece.isHeading) lead = '';
    else if (isTitle(quote, text, piece)) lead = quote;
    else if (QUESTION.test(quote) || LEAD.test(quote)) lead = quote;
    else if (!isHead && !isDelimiterRow(raw) && isMeaningful(quote)) {
      const context = [piece.path.at(-1)?.text ?? '', lead].filter(Boolean).join('. ');
      const shown = isInTable ? (head === undefined ? plainRow(quote) : rowWithHeads(quote, head)) : quote;
      const before = units.at(-1);
      const path = piece.path.map(({ text: heading }) => heading).join('. ');
      const own = { ref, quote, text: shown.replace(STRONG, ''), context, path, head: isInTable ? head : undefined };
      units.push({ ...own, before, refersBack: !!before && refersBack(shown) });
      if (QUESTION.test(lead)) lead = '';
    }
    if (!LIST_MARK.test(raw) && !isInTable && LEAD.test(lead) && lead !== quote) lead = '';
  }
  return units;
}

/** Whether a row is the first of its table: a head with its delimiter row, or no row stands before it. */
function beginsTable(text: string, pieces: readonly Sentence[], at: number): boolean {
  return textAt(text, pieces[at]).includes('\n') || !isRow(headLine(textAt(text, pieces[at - 1])));
}

/** Whether a row goes on with the table whose head stands before the passage. */
const goesOn = (row: string, head: string | undefined): boolean =>
  head !== undefined && !row.includes('\n') && cellsOf(row).length === cellsOf(head).length;

/** Characters of a caption at most. */
const MAX_CAPTION = 160;

/** What stands above a table and says what it is of. */
function captionBefore(text: string, pieces: readonly Sentence[], at: number): string {
  const before = pieces[at - 1];
  if (!before || before.isHeading) return '';
  const caption = foldWhiteSpace(textAt(text, before));
  return caption.length <= MAX_CAPTION && !isRow(caption) ? caption : '';
}

const plainRow = (row: string): string => cellsOf(row).filter(Boolean).join('; ');

const textAt = (text: string, piece: Sentence | undefined): string => (piece ? text.slice(piece.start, piece.end) : '');

/** A short line that stands by itself and says nothing. */
function isTitle(quote: string, text: string, { start, end }: Sentence): boolean {
  const isAlone = /(?:^|\n)\s*$/u.test(text.slice(0, start)) && /^\s*(?:\n|$)/u.test(text.slice(end));
  const isShort = quote.length <= MAX_TITLE.characters && quote.split(/\s+/u).length <= MAX_TITLE.words;
  return isAlone && isShort && !SAYS.test(quote) && !isRow(quote);
}

/** A unit as it is embedded: 'It was built in 1889' means something after what names it, and a note under its heading. */
export function inContext({ text, context, before, refersBack: isPronoun }: Unit): string {
  if (isPronoun && before) return `${before.text} ${text}`;
  return context === '' ? text : `${context}: ${text}`;
}
