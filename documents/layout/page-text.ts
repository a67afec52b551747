import { splitAtGutter } from './columns.js';
import { bottomOf, type Row, rowsOf, topOf } from './rows.js';
import { letterHeight, type Run } from './run.js';
import { turnUpright } from './upright.js';
import { writeRows } from './write-rows.js';

/** More pieces of text than a page for people has, some 500; a drawing of words is given as it is drawn. */
const MAX_RUNS = 8_000;
/** Columns within columns; newspapers have two levels. */
const DEEPEST = 6;
/** Lines at the top and bottom edge that may be headers and footers, and how far off the text they stand. */
const EDGE_LINES = 2;
const EDGE_GAP = 0.8;

/**
 * The text of a page in the order in which people read it: columns one after the other, with what reaches across
 * them in its place, tables row by row. No letter is lost; only white space and the bars of tables are added.
 */
export function pageText(runs: readonly Run[]): string {
  if (runs.length > MAX_RUNS) return runs.map(({ text }) => text).join('\n');
  const { upright, aside } = turnUpright(runs);
  const height = letterHeight(upright);
  const { header, body, footer } = cutEdges(upright, height);
  const blocks = [header, ...blocksOf(body, height, 0), footer].map((block) =>
    writeRows(rowsOf(block, height), height),
  );
  return [...blocks, aside.map(({ text }) => text).join('\n')].filter((block) => block !== '').reduce(joinBlocks, '');
}

/** Blocks that are read one after the other. */
function blocksOf(runs: readonly Run[], height: number, depth: number): Run[][] {
  const parts = depth < DEEPEST ? splitAtGutter(runs, height) : undefined;
  if (!parts) return [[...runs]];
  return parts.flatMap((part) => {
    const within = 'columns' in part ? part.columns : [part.runs];
    return within.flatMap((inner) => blocksOf(inner, height, depth + 1));
  });
}

/**
 * Lines at the edges with empty space towards the text. A page number below the left column would else be read in
 * the middle of a sentence that goes on in the right one.
 */
function cutEdges(runs: readonly Run[], height: number): { header: Run[]; body: Run[]; footer: Run[] } {
  const rows = rowsOf(runs, height);
  const header = edgeRows(rows, (edge, next) => bottomOf(edge) - topOf(next), height);
  const footer = edgeRows(rows.toReversed(), (edge, next) => bottomOf(next) - topOf(edge), height).toReversed();
  const isWhole = header.length + footer.length >= rows.length;
  if (isWhole) return { header: [], body: [...runs], footer: [] };
  const edges = new Set([...header, ...footer].flat());
  return { header: header.flat(), body: runs.filter((run) => !edges.has(run)), footer: footer.flat() };
}

function edgeRows(rows: readonly Row[], gap: (edge: Row, next: Row) => number, height: number): Row[] {
  for (let count = EDGE_LINES; count > 0; count -= 1) {
    const [edge, next] = [rows[count - 1], rows[count]];
    if (edge && next && gap(edge, next) > EDGE_GAP * height) return rows.slice(0, count);
  }
  return [];
}

/** A sentence that goes on in the next column is not parted by an empty line. */
function joinBlocks(text: string, block: string): string {
  if (text === '') return block;
  const goesOn = /[\p{Ll},\-\u2010]$/u.test(text) && /^\p{Ll}/u.test(block);
  return `${text}${goesOn ? '\n' : '\n\n'}${block}`;
}
