import { replaceFormulas } from './formulas.js';

/** What a delimiter row of Markdown is made of: `| --- | :-: |`. */
const DELIMITERS = /^\|?[^\S\n]*:?-+:?[^\S\n]*(?:\|[^\S\n]*:?-+:?[^\S\n]*)*\|?$/u;
/** A bar that parts cells, and none within one. */
const BAR = /(?<!\\)\|/u;

/** Whether a line is a row of a table: its cells are parted by ` | `, or it stands between bars. */
export function isRow(line: string): boolean {
  const text = line.trim();
  if (!text.includes('|')) return false;
  if (text.length > 1 && text.startsWith('|') && text.endsWith('|')) return true;
  // In a formula a bar is a condition or a norm.
  return (text.includes('$') ? replaceFormulas(text, () => 'x') : text).includes(' | ');
}

/** Whether a line stands between the head of a table and its other rows, as Markdown has it. */
export const isDelimiterRow = (line: string): boolean => {
  const text = line.trim();
  return text.includes('|') && DELIMITERS.test(text);
};

/** The cells of a row, each without blanks around it; of a row with its delimiter row, those of the first. */
export function cellsOf(row: string): string[] {
  const [line = ''] = row.trim().split('\n', 1);
  const text = line.trim();
  const inner = text.startsWith('|') ? text.slice(1).replace(/(?<!\\)\|$/u, '') : text;
  return inner.split(BAR).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** A row as it is written: `| Brest | 6 m |`. Bars in cells are escaped, and an empty cell stays. */
export const writeRow = (cells: readonly string[]): string =>
  `|${cells.map((cell) => (cell === '' ? ' |' : ` ${escapeBars(cell)} |`)).join('')}`;

/** The row below a head: `| --- | --- |`. */
export const delimiterRow = (columns: number): string => `|${' --- |'.repeat(columns)}`;

const escapeBars = (cell: string): string => cell.replace(/(?<!\\)\|/gu, '\\|');

const NUMBER = /^[\d\s.,%–-]+$/u;
const YEAR = /^(?:1[0-9]|20)\d\d$/u;

/** Whether the first row of a table may be its head, by its cells: names of columns are no numbers, but may be years. */
export function mayBeHead(cells: readonly string[]): boolean {
  const numbers = cells.filter((cell) => NUMBER.test(cell));
  if (numbers.length === 0) return cells.some((cell) => cell !== '');
  const areYears = numbers.length > 1 && numbers.every((year) => YEAR.test(year));
  return areYears && !NUMBER.test(cells[0] ?? '') && isInOrder(numbers.map(Number));
}

const isInOrder = (years: readonly number[]): boolean =>
  [1, -1].some((way) => years.every((year, at) => at === 0 || (year - (years[at - 1] ?? 0)) * way > 0));

/**
 * Several rows of a head as one: what a column is called above, then below.
 * @param columns how many there are; as many as the longest row has by default
 */
export const joinedHeads = (
  heads: readonly (readonly string[])[],
  columns = Math.max(...heads.map(({ length }) => length)),
): string[] =>
  Array.from({ length: columns }, (_, at) =>
    [...new Set(heads.map((cells) => cells[at] ?? ''))].filter((name) => name !== '').join(' '),
  );

/**
 * Whether the first row of a table is its head: a delimiter row below it says so; without one, cells that are no
 * numbers do.
 */
export function isHeadRow(row: string): boolean {
  const isMarked = isDelimiterRow(row.slice(row.indexOf('\n') + 1)) && row.includes('\n');
  const cells = cellsOf(row);
  return isMarked ? cells.some((cell) => cell !== '') : mayBeHead(cells);
}

/** The first line of a head row, which a delimiter row may follow. */
export const headLine = (row: string): string => row.split('\n', 1)[0]?.trim() ?? '';

/** 'Capital: Riga; River: Daugava' of a row and the head of its table; the row where their cells do not match. */
export function rowWithHeads(row: string, head: string): string {
  const heads = cellsOf(head);
  const cells = cellsOf(row);
  if (heads.length !== cells.length) return row;
  return cells.flatMap((cell, at) => (cell === '' ? [] : heads[at] ? `${heads[at]}: ${cell}` : cell)).join('; ');
}
