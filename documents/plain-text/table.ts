import { delimiterRow, joinedHeads, mayBeHead, writeRow } from '../../domain/text/tables.js';
import type { Block } from './blocks.js';

/** How a cell stands in its table. */
export interface CellPlace {
  /** Columns and rows that it takes; one unless it says so. */
  columns?: number | undefined;
  rows?: number | undefined;
  /** It is a part of the cell above it, or of the one on its left, which has the text. */
  joins?: 'above' | 'left' | undefined;
}

/** A cell that was read. */
export interface Cell extends CellPlace {
  blocks: readonly Block[];
}

/** Takes the rows of a table as they are read, and gives what stands for them. */
export interface Table {
  /** @param isHead whether the document says that the row names the columns */
  row(cells: readonly Cell[], isHead: boolean): Block[];
  /** Writes a head that waits for the rows below it. @param hasMore whether there are any */
  flush(hasMore: boolean): Block[];
}

/** Characters of a row at most; cells with more are columns of a page's layout. */
const MAX_ROW = 3_000;
/** Columns of a table: a merged cell takes none beyond. */
const MAX_COLUMNS = 256;
/** Characters of a merged cell that is repeated wherever it reaches. */
const MAX_REPEATED = 80;

/** A cell that reaches into the rows to come. */
interface Reaching {
  text: string;
  rows: number;
}

/**
 * Writes a table as rows of Markdown, each of which can be read with its head: the rows that the document marks as
 * such, in one, else the first, where its cells are names. Empty cells stay. The text of a merged cell is repeated in
 * every row and column that it takes; one that is a row by itself, and a long one, stands once. Rows that only serve
 * the layout of a page (a single column, headings or tables in cells, whole paragraphs) come as what is in their cells.
 */
export function createTable(group: number): Table {
  let heads: string[][] = [];
  let isMarked = false;
  let isBegun = false;
  let width = 0;
  let above: readonly string[] = [];
  let reaching = new Map<number, Reaching>();

  const flush = (hasMore: boolean): Block[] => {
    const [first] = heads;
    if (!first) return [];
    const row = joinedHeads(heads);
    const isHead = isMarked || (hasMore && mayBeHead(row));
    heads = [];
    isBegun = true;
    return [rowBlock(row, group, isHead)];
  };
  const gridRow = (cells: readonly Cell[]): string[] => {
    const grid = placeCells(cells, { above, reaching });
    while (grid.row.length < width) grid.row.push('');
    ({ reaching } = grid);
    above = grid.row;
    return grid.row;
  };

  return {
    row(cells, isHead) {
      if (isLayout(cells, width)) return [...flush(false), ...cells.flatMap(({ blocks }) => blocks)];
      const row = gridRow(cells);
      if (row.every((cell) => cell === '')) return [];
      width ||= row.length;
      if (isBegun || (heads.length > 0 && !(isHead && isMarked))) return [...flush(true), rowBlock(row, group)];
      isMarked ||= isHead;
      heads.push(row);
      return [];
    },
    flush,
  };
}

function rowBlock(row: readonly string[], group: number, isHead = false): Block {
  const text = isHead ? `${writeRow(row)}\n${delimiterRow(row.length)}` : writeRow(row);
  return { text, group, isHeading: false, isRow: true };
}

/** Puts the cells of a row into its columns, beside those that reach into it from above. */
function placeCells(
  cells: readonly Cell[],
  { above, reaching }: { above: readonly string[]; reaching: ReadonlyMap<number, Reaching> },
): { row: string[]; reaching: Map<number, Reaching> } {
  const row: string[] = [];
  const further = new Map<number, Reaching>();
  const put = (text: string, rows: number) => {
    if (rows > 1 && row.length < MAX_COLUMNS) further.set(row.length, { text, rows: rows - 1 });
    row.push(text);
  };
  const putReaching = () => {
    for (let cell = reaching.get(row.length); cell; cell = reaching.get(row.length)) put(cell.text, cell.rows);
  };
  for (const { blocks, columns = 1, rows = 1, joins } of cells) {
    putReaching();
    const own = cellText(blocks);
    const joined = joins === 'above' ? above[row.length] : joins === 'left' ? row.at(-1) : undefined;
    const text = own === '' ? repeated(joined) : own;
    const again = cells.length > 1 ? repeated(text) : '';
    const last = Math.min(row.length + columns, MAX_COLUMNS);
    put(text, again === text ? rows : 1);
    while (row.length < last) put(again, rows);
  }
  putReaching();
  return { row, reaching: further };
}

const repeated = (text = ''): string => (text.length <= MAX_REPEATED ? text : '');

/** The text of a cell in one line. */
const cellText = (blocks: readonly Block[]): string =>
  blocks.map(({ text }) => text.replace(/\s+/g, ' ').trim()).join(' ');

/** Whether a row's cells are columns of a page's layout and no table's. */
function isLayout(cells: readonly Cell[], width: number): boolean {
  if (cells.length === 1 && width < 2) return true;
  let length = 0;
  for (const { blocks } of cells)
    for (const { text, isHeading, isRow } of blocks) {
      length += text.length;
      if (isHeading || isRow || length > MAX_ROW) return true;
    }
  return false;
}
