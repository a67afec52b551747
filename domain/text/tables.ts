/** What parts the cells of a row. */
export const CELLS = /\s*\|\s*/u;

/** Whether a row may be the head of its table: names of columns are no numbers. */
export const isHeadRow = (row: string): boolean => row.split(CELLS).every((cell) => !/^[\d\s.,%–-]+$/u.test(cell));
