/** What parts the cells of a row. */
export const CELLS = /\s*\|\s*/u;

/** Whether a row may be the head of its table: names of columns are no numbers. */
export const isHeadRow = (row: string): boolean => row.split(CELLS).every((cell) => !/^[\d\s.,%–-]+$/u.test(cell));

/** Whether a row may be the head of its table, as far as its cells tell: names of columns are no numbers. */
export function mayBeHead(cells: readonly string[]): boolean {
  return cells.some((cell) => cell !== '') && cells.every((cell) => !/^[\d\s.,%–-]+$/u.test(cell));
}

/** A row as it is written: `| Brest | 6 m |`. Bars in cells are escaped, and an empty cell stays. */
export const writeRow = (cells: readonly string[]): string =>
  `|${cells.map((cell) => (cell === '' ? ' |' : ` ${escapeBars(cell)} |`)).join('')}`;

/** The row below a head: `| --- | --- |`. */
export const delimiterRow = (columns: number): string => `|${' --- |'.repeat(columns)}`;

const escapeBars = (cell: string): string => cell.replace(/(?<!\\)\|/gu, '\\|');
