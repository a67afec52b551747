import { splitAtGutter } from './columns.js';
import { tablesIn } from './tables.js';
import { bottomOf, type TextLine, textLinesOf, topOf } from './text-lines.js';
import { letterHeight, type TextRun } from './text-run.js';
import { turnUpright } from './upright.js';
import { writeLines } from './write-lines.js';

/** Pages have some 500 runs; of a page with more than this, a drawing made of words, the text is in drawing order. */
const MAX_RUNS = 8_000;
/** Levels of columns within columns; newspapers have two. */
const MAX_DEPTH = 6;
/** Lines at the top and bottom edge that may be headers and footers, and how far off the text they stand. */
const EDGE_LINES = 2;
const EDGE_GAP = 0.8;

/**
 * The text of a page in the order in which people read it: columns one after the other, with what reaches across
 * them in its place, tables row by row. No letter is lost; only white space and the bars of tables are added.
 */
export function pageText(runs: readonly TextRun[]): string {
  if (runs.length > MAX_RUNS) return runs.map(({ text }) => text).join('\n');
  const { above, upright, aside } = turnUpright(runs);
  const height = letterHeight(upright);
  const { header, body, footer } = cutEdges(upright, height);
  const blocks = [above, header, ...blocksOf(body, height, 0), footer].map((block) =>
    writeLines(textLinesOf(block, height), height),
  );
  return [...blocks, aside.map(({ text }) => text).join('\n')].filter((block) => block !== '').reduce(joinBlocks, '');
}

/** Blocks that are read one after the other. */
function blocksOf(runs: readonly TextRun[], height: number, depth: number): TextRun[][] {
  const parts = depth < MAX_DEPTH ? splitAtGutter(runs, height) : undefined;
  if (!parts) return [[...runs]];
  return parts.flatMap((part) => {
    const within = 'columns' in part ? part.columns : [part.runs];
    return within.flatMap((inner) => blocksOf(inner, height, depth + 1));
  });
}

/**
 * Lines at the edges with empty space between them and the text. A page number below the left column would otherwise
 * be read in the middle of a sentence that goes on in the right one.
 */
function cutEdges(runs: readonly TextRun[], height: number): { header: TextRun[]; body: TextRun[]; footer: TextRun[] } {
  const lines = textLinesOf(runs, height);
  const header = edgeLines(lines, (edge, next) => bottomOf(edge) - topOf(next), height);
  const footer = edgeLines(lines.toReversed(), (edge, next) => bottomOf(next) - topOf(edge), height).toReversed();
  const isWhole = header.length + footer.length >= lines.length;
  if (isWhole) return { header: [], body: [...runs], footer: [] };
  const without = (some: readonly TextLine[]) => {
    const edges = new Set(some.flat());
    return runs.filter((run) => !edges.has(run));
  };
  if (isHeadOfTable(lines, header.length, height) && !splitAtGutter(without(footer), height))
    return { header: [], body: without(footer), footer: footer.flat() };
  return { header: header.flat(), body: without([...header, ...footer]), footer: footer.flat() };
}

/** Whether the first lines of a page are rows of a table that goes on below them. */
const isHeadOfTable = (lines: readonly TextLine[], count: number, height: number): boolean =>
  count > 0 && tablesIn(lines, height, () => false).some(({ from, to }) => from < count && to > count);

function edgeLines(
  lines: readonly TextLine[],
  gap: (edge: TextLine, next: TextLine) => number,
  height: number,
): TextLine[] {
  for (let count = EDGE_LINES; count > 0; count -= 1) {
    const [edge, next] = [lines[count - 1], lines[count]];
    if (edge && next && gap(edge, next) > EDGE_GAP * height) return lines.slice(0, count);
  }
  return [];
}

/** A sentence that goes on in the next column gets no empty line in it. */
function joinBlocks(text: string, block: string): string {
  if (text === '') return block;
  const goesOn = /[\p{Ll},\-\u2010]$/u.test(text) && /^\p{Ll}/u.test(block);
  return `${text}${goesOn ? '\n' : '\n\n'}${block}`;
}
