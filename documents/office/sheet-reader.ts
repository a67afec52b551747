import { type MergedCells, mergeCells } from '../sheets/merged-cells.js';
import type { NumberFormat } from '../sheets/number-format.js';
import { plainNumber } from '../sheets/number-format.js';
import { createSheetRows, type SheetBudget, type SheetRows } from '../sheets/sheet-rows.js';
import { createStringReader, unescaped } from './workbook.js';
import type { Attributes, XmlHandler } from './xml.js';

/** What the cells of a sheet are read with. */
export interface SheetContext {
  strings: readonly string[];
  formatOf: (style: number) => NumberFormat | undefined;
  budget: SheetBudget;
}

/** A sheet as it was read. */
export interface ReadSheet extends SheetRows {
  /** Whether a row has a cell that goes over several columns. */
  isParted: (row: number) => boolean;
}

interface OpenCell {
  column: number;
  type: string;
  style: number;
  value: string;
  formula: string | undefined;
  text: string | undefined;
}

/** Columns of a sheet at most, by the format. */
const MAX_COLUMN = 16_384;
const MAX_FORMULA = 200;

/** Reads the part of a sheet: values as they are shown, those of formulas as they were last reckoned. */
export function createSheetReader({ strings, formatOf, budget }: SheetContext): XmlHandler & { end(): ReadSheet } {
  const rows = createSheetRows(budget);
  /** The number of each row in the sheet, from 1. */
  const rowNos: number[] = [];
  const merged: MergedCells[] = [];
  let rowNo = 0;
  let cells: string[] = [];
  let cell: OpenCell | undefined;
  let inside: 'v' | 'f' | undefined;
  const inline = createStringReader('is', (text) => {
    if (cell) cell.text = text;
  });

  const endRow = () => {
    const last = rowNos.at(-1) ?? 0;
    const before = rows.rows.length;
    // One empty row stands for all that are left out between two.
    if (rowNo > last + 1 && before > 0) rows.add([]);
    if (rows.rows.length > before) rowNos.push(rowNo - 1);
    const count = rows.rows.length;
    rows.add(Array.from(cells, (text) => text ?? ''));
    if (rows.rows.length > count) rowNos.push(rowNo);
  };
  return {
    open(name, attributes) {
      if (name === 'row') {
        rowNo = Number(attributes.r) || rowNo + 1;
        cells = [];
      } else if (name === 'c') cell = openCell(attributes, cells.length);
      else if (cell && (name === 'v' || name === 'f')) {
        inside = name;
        if (name === 'f') cell.formula ??= '';
      } else if (name === 'mergeCell') {
        const range = rangeOf(attributes.ref ?? '');
        if (range) merged.push(range);
      } else if (cell) inline.open?.(name, attributes);
    },
    text(piece) {
      if (cell && inside === 'v') cell.value += piece;
      else if (cell && inside === 'f') cell.formula = ((cell.formula ?? '') + piece).slice(0, MAX_FORMULA);
      else if (cell) inline.text?.(piece);
    },
    close(name) {
      if (name === 'row') endRow();
      else if (name === 'c' && cell) {
        const text = shownText(cell, strings, formatOf);
        if (text !== '' && cell.column < MAX_COLUMN) cells[cell.column] = text;
        else if (cell.column < MAX_COLUMN && cells.length <= cell.column) cells.length = cell.column + 1;
        cell = undefined;
      } else if (name === inside) inside = undefined;
      else if (cell) inline.close?.(name);
    },
    end: () => ({ rows: rows.rows, leftOut: rows.leftOut, isParted: mergeCells(rows.rows, rowNos, merged) }),
  };
}

function openCell({ r = '', t = 'n', s }: Attributes, next: number): OpenCell {
  const column = columnOf(r);
  return {
    column: column < 0 ? next : column,
    type: t,
    style: Number(s) || 0,
    value: '',
    formula: undefined,
    text: undefined,
  };
}

function shownText(
  { type, style, value, formula, text }: OpenCell,
  strings: readonly string[],
  formatOf: SheetContext['formatOf'],
): string {
  if (type === 'inlineStr') return text ?? unescaped(value);
  if (value === '') return formula === undefined || formula === '' ? '' : `=${formula}`;
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'b') return value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE';
  if (type === 'd') return value.replace(/T00:00(?::00(?:\.0+)?)?Z?$/, '').replace('T', ' ');
  if (type !== 'n') return unescaped(value);
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  return (formatOf(style) ?? plainNumber)(number);
}

/** The column of a cell's name, from 0; -1 where it has none. */
function columnOf(name: string): number {
  let column = 0;
  for (const letter of /^\$?([A-Z]{1,3})/i.exec(name)?.[1]?.toUpperCase() ?? '')
    column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function rangeOf(ref: string): MergedCells | undefined {
  const [, first = '', fromRow, last = '', toRow] = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(ref) ?? [];
  if (fromRow === undefined || toRow === undefined) return undefined;
  return { rows: [Number(fromRow), Number(toRow)], columns: [columnOf(first), columnOf(last)] };
}
