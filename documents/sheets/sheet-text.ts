import { delimiterRow, joinedHeads, writeRow } from '../../domain/text/tables.js';
import { hasHead, rowsAboveHead } from './sheet-head.js';
import type { SheetRows } from './sheet-rows.js';

type Row = readonly string[];

/** A part of a sheet between empty rows. */
interface Region {
  from: number;
  to: number;
}

/** A longer text in the first cell of a row below a table is a note. */
const MIN_NOTE = 30;
/** Rows of a head. */
const MAX_HEAD_ROWS = 3;

/**
 * A sheet as text: its tables as rows of Markdown, lines above and below them as paragraphs, and what was left out. A
 * table without a head has an empty one, so that its first row is not taken for it.
 * @param isParted whether a row, by its place, has a cell that goes over several columns: below it the head goes on
 */
export function sheetText({ rows, leftOut }: SheetRows, isParted: (row: number) => boolean = () => false): string {
  const parts: string[] = [];
  let width = 0;
  for (const region of regionsOf(rows)) {
    const own = rows.slice(region.from, region.to);
    const { captions, table, notes } = splitRegion(withoutEmptyColumns(own));
    // Rows below an empty one go on where they name no columns of their own.
    const columns = Math.max(0, ...table.map(({ length }) => length));
    const goesOn = width === columns && columns > 1 && captions.length === 0 && !hasHead(table);
    parts.push(...captions);
    if (goesOn) parts.push(`${parts.pop()}\n${table.map(writeRow).join('\n')}`);
    else if (columns > 1)
      parts.push(tableText(table, columns, headRows(table, region.from + captions.length, isParted)));
    else parts.push(...table.flat().filter((cell) => cell !== ''));
    parts.push(...notes);
    width = notes.length === 0 ? columns : 0;
  }
  if (leftOut.rows > 0) parts.push(`[Rows left out: ${leftOut.rows}]`);
  if (leftOut.columns > 0) parts.push(`[Columns left out: ${leftOut.columns}]`);
  return parts.join('\n\n');
}

function* regionsOf(rows: readonly Row[]): Generator<Region> {
  let from = 0;
  for (let at = 0; at <= rows.length; at += 1) {
    if (rows[at]?.some((cell) => cell !== '')) continue;
    if (at > from) yield { from, to: at };
    from = at + 1;
  }
}

/** The rows from their first column with text to the last one, all of one width, without columns that are empty. */
function withoutEmptyColumns(rows: readonly Row[]): Row[] {
  const width = Math.max(...rows.map(({ length }) => length));
  const columns = Array.from({ length: width }, (_, at) => at).filter((at) =>
    rows.some((row) => row[at] !== undefined && row[at] !== ''),
  );
  return rows.map((row) => columns.map((at) => row[at] ?? ''));
}

/** Rows of one cell, and remarks, above a table are its title; texts in the first cell alone below it are its notes. */
function splitRegion(rows: readonly Row[]): { captions: string[]; table: Row[]; notes: string[] } {
  const widest = rows.findIndex((row) => textsOf(row).length > 1);
  if (widest < 0) return { captions: [], table: rows.map((row) => textsOf(row)), notes: [] };
  const first = widest + rowsAboveHead(rows.slice(widest));
  const last = rows.findLastIndex((row) => textsOf(row).length > 1 || (textsOf(row)[0] ?? '').length < MIN_NOTE);
  return {
    captions: rows.slice(0, first).map((row) => textsOf(row).join(' ')),
    table: withoutEmptyColumns(rows.slice(first, last + 1)),
    notes: rows.slice(last + 1).flatMap(textsOf),
  };
}

const textsOf = (row: Row): string[] => row.filter((cell) => cell !== '');

/** How many rows a head has: names over several columns have others below them. */
function headRows(table: readonly Row[], from: number, isParted: (row: number) => boolean): number {
  let count = 0;
  while (count < MAX_HEAD_ROWS && isParted(from + count)) count += 1;
  const joined = joinedHeads(table.slice(0, count + 1), table[0]?.length ?? 0);
  if (count > 0 && hasHead([joined, ...table.slice(count + 1)])) return count + 1;
  return hasHead(table) ? 1 : 0;
}

function tableText(table: readonly Row[], columns: number, heads: number): string {
  const head = joinedHeads(table.slice(0, heads), columns);
  return [writeRow(head), delimiterRow(columns), ...table.slice(heads).map(writeRow)].join('\n');
}
