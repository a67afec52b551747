import type { TextWriter } from '../plain-text/text-writer.js';

/** The tables that are open, by the paragraphs that say to be in them. */
export interface Rows {
  /** Opens or ends tables until so many are open, one within another, and a cell of the innermost. */
  enter(depth: number): void;
  endCell(): void;
  endRow(): void;
  /** A word that describes the cells of the row that comes, and whether it was one. */
  define(word: string): boolean;
  /** Whether a row was described and has not ended: what comes is in it, whatever its paragraphs say. */
  isDescribed(): boolean;
}

interface OpenTable {
  inRow: boolean;
  inCell: boolean;
  /** Of the row, cells that are over. */
  cells: number;
}

type Join = 'above' | 'left' | undefined;

/** @param endBlock ends the paragraph that is open */
export function createRows(writer: TextWriter, endBlock: () => void): Rows {
  const tables: OpenTable[] = [];
  let joins: Join[] = [];
  let join: Join;
  let isHead = false;
  let isDescribed = false;

  const closeTable = () => {
    const table = tables.pop();
    if (table?.inCell) writer.closeCell();
    if (table?.inRow) writer.closeRow();
    writer.closeTable();
  };
  return {
    isDescribed: () => isDescribed,
    enter(depth) {
      if (tables.length !== depth) endBlock();
      while (tables.length > depth) closeTable();
      if (depth === 0) return;
      for (;;) {
        const table = tables.at(-1);
        if (table && !table.inRow) {
          writer.openRow();
          Object.assign(table, { inRow: true, cells: 0 });
        }
        if (table && !table.inCell) {
          writer.openCell();
          if (tables.length === 1) writer.placeCell({ joins: joins[table.cells] });
          table.inCell = true;
        }
        if (tables.length >= depth) return;
        writer.openTable();
        tables.push({ inRow: false, inCell: false, cells: 0 });
      }
    },
    endCell() {
      const table = tables.at(-1);
      if (!table?.inCell) return;
      endBlock();
      writer.closeCell();
      table.inCell = false;
      table.cells += 1;
    },
    endRow() {
      if (tables.length <= 1) isDescribed = false;
      const table = tables.at(-1);
      if (!table?.inRow) return;
      if (table.inCell) {
        endBlock();
        writer.closeCell();
      }
      if (isHead && tables.length === 1) writer.markHead();
      writer.closeRow();
      Object.assign(table, { inRow: false, inCell: false });
    },
    define(word) {
      if (word === 'trowd') {
        joins = [];
        join = undefined;
        isHead = false;
        isDescribed = true;
      } else if (word === 'trhdr') isHead = true;
      else if (word === 'clvmrg') join = 'above';
      else if (word === 'clmrg') join = 'left';
      else if (word === 'cellx') {
        joins.push(join);
        join = undefined;
      } else return false;
      return true;
    },
  };
}
