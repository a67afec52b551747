/** Rows of cells as they are read, within bounds. */
export interface SheetRows {
  rows: string[][];
  /** What is beyond the bounds. */
  leftOut: { rows: number; columns: number };
}

/** What a sheet, and a file of sheets, may have; what is beyond is counted, and told. */
const MAX_ROWS = 5_000;
const MAX_COLUMNS = 100;
const MAX_CELL = 1_000;
/** Of a row, so that it is the row of a table and no page; a row is a sentence. */
const MAX_ROW = 2_900;
/** Of a file, some 500 pages. */
const MAX_CHARACTERS = 1_500_000;

/** What is left of a file's bounds. */
export interface SheetBudget {
  characters: number;
}

/** The bounds of a file that nothing was read of yet. */
export const sheetBudget = (): SheetBudget => ({ characters: MAX_CHARACTERS });

/** Takes the rows of a sheet one after another. @param budget of the file, which it uses */
export function createSheetRows(budget: SheetBudget): SheetRows & { add(cells: readonly string[]): void } {
  const rows: string[][] = [];
  const leftOut = { rows: 0, columns: 0 };
  return {
    rows,
    leftOut,
    add(cells) {
      const isBlank = cells.every((cell) => cell.trim() === '');
      if (rows.length >= MAX_ROWS || budget.characters <= 0) {
        if (!isBlank) leftOut.rows += 1;
        return;
      }
      const row = fitted(cells);
      budget.characters -= row.reduce((sum, cell) => sum + cell.length + 3, 2);
      leftOut.columns = Math.max(leftOut.columns, lastText(cells) + 1 - row.length);
      rows.push(row);
    },
  };
}

function fitted(cells: readonly string[]): string[] {
  const row: string[] = [];
  let characters = 0;
  for (const cell of cells.slice(0, MAX_COLUMNS)) {
    const text = shortened(cell.replace(/\s+/g, ' ').trim());
    characters += text.length + 3;
    if (characters > MAX_ROW) break;
    row.push(text);
  }
  return row;
}

function shortened(cell: string): string {
  if (cell.length <= MAX_CELL) return cell;
  return `${cell.slice(0, MAX_CELL - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

const lastText = (cells: readonly string[]): number => cells.findLastIndex((cell) => cell.trim() !== '');
