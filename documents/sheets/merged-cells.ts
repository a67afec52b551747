/** A cell that takes the place of several: rows by their numbers, columns from 0, first and last. */
export interface MergedCells {
  rows: [first: number, last: number];
  columns: [first: number, last: number];
}

/** Characters of a merged cell that is repeated wherever it reaches. */
const MAX_REPEATED = 80;
/** Cells of a sheet that are filled so; more are made to exhaust us. */
const MAX_FILLED = 500_000;

/**
 * Repeats the text of merged cells in every row and column that they take, so that each row can be read alone. One that
 * is alone in its row stands once.
 * @param rowNos the number of each row in the sheet, rising
 * @returns whether a row has a cell that goes over several columns, beside others
 */
export function mergeCells(
  rows: string[][],
  rowNos: readonly number[],
  merged: readonly MergedCells[],
): (row: number) => boolean {
  const places = new Map(rowNos.map((rowNo, at) => [rowNo, at]));
  const parted = new Set<number>();
  let filled = 0;
  for (const {
    rows: [top, bottom],
    columns: [left, right],
  } of merged) {
    const at = places.get(top);
    const text = at === undefined ? '' : (rows[at]?.[left] ?? '');
    if (at === undefined || text === '' || text.length > MAX_REPEATED) continue;
    const isAlone = rows[at]?.every((cell, column) => cell === '' || (column >= left && column <= right));
    if (!isAlone && right > left) parted.add(at);
    for (let row = at; row < rows.length && (rowNos[row] ?? 0) <= bottom; row += 1) {
      const cells = rows[row] ?? [];
      for (let column = left; column <= Math.min(right, cells.length, isAlone ? left : right); column += 1) {
        filled += 1;
        if (filled > MAX_FILLED) return (place) => parted.has(place);
        if ((cells[column] ?? '') === '') cells[column] = text;
      }
    }
  }
  return (place) => parted.has(place);
}
