import { keptPath } from './heading-path.js';
import type { Heading } from './headings.js';
import { MAX_PIECES, sentenceOver } from './page-breaks.js';
import { type Body, bodiesOf, type NumberedPage } from './running-lines.js';
import { type Sentence, sentencesOf } from './sentences.js';
import { cellsOf, headLine, isHeadRow, isRow } from './tables.js';
import { countTokens } from './tokens.js';

/** A span of consecutive pages' text, the unit of retrieval. */
export interface Chunk {
  /** Position in the material, from 0. */
  ord: number;
  pageFrom: number;
  pageTo: number;
  /** Offset of its first character in the text of `pageFrom`, UTF-16 units. */
  start: number;
  /** Offset after its last character in the text of `pageTo`. */
  end: number;
  /** Its page spans, joined by a line break; where it spans pages, their headers and footers are left out. */
  text: string;
  /**
   * The headings above its first text, from the highest down; those it begins with are among them.
   */
  headingPath: string[];
  /** Where it begins within a table, the head row of that: it is searched with it, and has it not in its text. */
  tableHead: string | null;
  /** By `countTokens`, an estimate. */
  tokens: number;
}

/** What a material is cut into. */
export interface ChunkedPages {
  chunks: Chunk[];
  /** The body of each page, in page order: chunks that go over a page's edge take its body up to there. */
  bodies: (Body & { pageNo: number })[];
}

/** A sentence with its page; offsets into the page's text. */
export interface PlacedSentence extends Sentence {
  page: NumberedPage & Body;
  /** Of a row, the head row above it. */
  tableHead: string | undefined;
}

/** Tokens of a chunk at most, some 190 English words; embedding models lose detail beyond a few hundred. */
export const MAX_CHUNK_TOKENS = 256;
/** Tokens at most that a chunk repeats of the one before, so that a fact across the cut stays findable. */
export const MAX_OVERLAP_TOKENS = 48;
/** A heading begins a chunk when the one before has this many; smaller sections share a chunk. */
const MIN_SECTION_TOKENS = 64;
/** Characters of the head of a table; a longer one would outweigh the rows. */
const MAX_HEAD = 400;

/**
 * Cuts a material's pages into chunks of whole sentences (one over the limit is cut between words). Chunks begin at
 * headings where that leaves none too small. Every character of every page that is neither white space nor in a
 * running header or footer lies in at least one chunk; neighbors in a section overlap by whole sentences.
 * @param pages one material's pages in page order
 */
export function chunkPages(pages: readonly NumberedPage[]): ChunkedPages {
  const bodies = bodiesOf(pages).map((body, index) => ({ pageNo: pages[index]?.pageNo ?? 0, ...body }));
  const sentences = placedSentences(pages, bodies);
  const over = sentencesOver(sentences);
  const chunks: Chunk[] = [];
  let first = 0;
  while (first < sentences.length) {
    const next = beforeSentenceOver(sentences, over, { first, next: endOfChunk(sentences, first) });
    chunks.push(toChunk(sentences.slice(first, next), chunks.length));
    first = next === sentences.length ? next : startOfNext(sentences, first, next);
  }
  return { chunks, bodies };
}

/** The sentences of a material as chunks are made of them: without running headers and footers. */
export const sentencesOfPages = (pages: readonly NumberedPage[]): PlacedSentence[] =>
  placedSentences(pages, bodiesOf(pages));

/** A section goes on over the edge of a page, and so do its path of headings and a table. */
function placedSentences(pages: readonly NumberedPage[], bodies: readonly Body[]): PlacedSentence[] {
  const all: PlacedSentence[] = [];
  let path: readonly Heading[] = [];
  let table: Table | undefined;
  for (const [index, { pageNo, text, language }] of pages.entries()) {
    const page = { pageNo, text, ...(bodies[index] ?? { start: 0, end: text.length }) };
    const sentences = sentencesOf(text, page, path, MAX_CHUNK_TOKENS, language);
    path = sentences.at(-1)?.path ?? path;
    for (const sentence of sentences) {
      const raw = text.slice(sentence.start, sentence.end);
      const above = table;
      table = tableAt(raw, table);
      all.push({ ...sentence, page, tableHead: table === above ? table?.head : undefined });
    }
  }
  return all;
}

/** Where sentences go over the end of a page: the position of the first part of each by that of its rest. */
function sentencesOver(sentences: readonly PlacedSentence[]): Map<number, number> {
  const over = new Map<number, number>();
  for (const [at, { page }] of sentences.entries()) {
    if (at === 0 || sentences[at - 1]?.page === page) continue;
    const from = Math.max(at - MAX_PIECES.before, 0);
    const before = sentences.slice(from, at).filter((sentence) => sentence.page === sentences[at - 1]?.page);
    const after = sentences.slice(at, at + MAX_PIECES.after).filter((sentence) => sentence.page === page);
    const found = sentenceOver(before.map(asPiece), after.map(asPiece));
    if (found) over.set(at + found.rest, at - before.length + found.first);
  }
  return over;
}

const asPiece = ({ page, start, end, isHeading }: PlacedSentence) => ({ text: page.text.slice(start, end), isHeading });

/** A chunk that would end within a sentence that goes over the end of a page ends before it, where it can. */
function beforeSentenceOver(
  sentences: readonly PlacedSentence[],
  over: ReadonlyMap<number, number>,
  { first, next }: { first: number; next: number },
): number {
  for (let rest = next; rest < next + MAX_PIECES.before + MAX_PIECES.after; rest += 1) {
    const begun = over.get(rest) ?? next;
    if (begun >= next || begun <= first) continue;
    const tokens = sentences.slice(begun, rest + 1).reduce((sum, sentence) => sum + sentence.tokens, 0);
    return tokens <= MAX_CHUNK_TOKENS ? begun : next;
  }
  return next;
}

/** A table that goes on. */
interface Table {
  columns: number;
  head: string | undefined;
}

/** The table that a sentence is in, the one before where it goes on; undefined for a sentence that is no row. */
function tableAt(sentence: string, before: Table | undefined): Table | undefined {
  if (!sentence.includes('|') || !isRow(headLine(sentence))) return undefined;
  const columns = cellsOf(sentence).length;
  const isFirst = sentence.includes('\n') || before?.columns !== columns;
  if (!isFirst) return before;
  const head = headLine(sentence);
  return { columns, head: isHeadRow(sentence) && head.length <= MAX_HEAD ? head : undefined };
}

function endOfChunk(sentences: readonly PlacedSentence[], first: number): number {
  let tokens = 0;
  for (let index = first; index < sentences.length; index++) {
    const sentence = sentences[index];
    const isNewSection = sentence?.isHeading && !sentences[index - 1]?.isHeading && tokens >= MIN_SECTION_TOKENS;
    tokens += sentence?.tokens ?? 0;
    if (index > first && (tokens > MAX_CHUNK_TOKENS || isNewSection))
      return withoutTrailingHeadings(sentences, first, index);
  }
  return sentences.length;
}

/** A heading goes with what stands below it. */
function withoutTrailingHeadings(sentences: readonly PlacedSentence[], first: number, next: number): number {
  let end = next;
  while (end - 1 > first && sentences[end - 1]?.isHeading) end--;
  return sentences.slice(first, end).every(({ isHeading }) => isHeading) ? next : end;
}

function startOfNext(sentences: readonly PlacedSentence[], first: number, next: number): number {
  let tokens = sentences[next]?.tokens ?? 0;
  let start = next;
  let overlap = 0;
  while (start - 1 > first) {
    const candidate = sentences[start - 1];
    // What is repeated belongs to the same section; a heading is in the path.
    if (!candidate || candidate.isHeading || candidate.path !== sentences[next]?.path) break;
    overlap += candidate.tokens;
    tokens += candidate.tokens;
    // A repeat that leaves no room for the sentence to come would make a chunk without anything new.
    if (overlap > MAX_OVERLAP_TOKENS || tokens > MAX_CHUNK_TOKENS) break;
    start--;
  }
  return start;
}

function toChunk(sentences: readonly PlacedSentence[], ord: number): Chunk {
  const first = sentences[0];
  const last = sentences.at(-1);
  if (!first || !last) throw new RangeError('a chunk has at least one sentence');
  const pages = [...new Set(sentences.map(({ page }) => page))];
  const spans = pages.map((page) =>
    page.text.slice(page === first.page ? first.start : page.start, page === last.page ? last.end : page.end).trim(),
  );
  const text = spans.join('\n');
  const { path } = sentences.find(({ isHeading }) => !isHeading) ?? last;
  return {
    ord,
    pageFrom: first.page.pageNo,
    pageTo: last.page.pageNo,
    start: first.start,
    end: last.end,
    text,
    headingPath: keptPath(path),
    tableHead: first.tableHead ?? null,
    tokens: countTokens(text),
  };
}
