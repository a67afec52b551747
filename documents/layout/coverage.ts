import type { Box } from './box.js';

/** The page is divided into so many cells: each is about as high as a line and as wide as a word. */
const CELLS = { across: 24, down: 64 };

/**
 * How much of a page is a picture, and how much is a picture without text on it or close to it; both as shares of
 * the page, 0 to 1. Pictures and texts may overlap, and stick out of the page.
 */
export function coverageOf(
  page: Box,
  pictures: readonly Box[],
  texts: readonly Box[],
): { pictures: number; unread: number } {
  const shown = cellsOf(page, pictures);
  const read = cellsOf(page, texts.map(withSurroundings));
  let [covered, unread] = [0, 0];
  for (const [cell, isPicture] of shown.entries()) {
    if (!isPicture) continue;
    covered += 1;
    if (!read[cell]) unread += 1;
  }
  return { pictures: covered / shown.length, unread: unread / shown.length };
}

/** The space between lines and words is read with them. */
function withSurroundings({ left, right, bottom, top }: Box): Box {
  const height = top - bottom;
  return { left: left - height, right: right + height, bottom: bottom - height, top: top + height };
}

/** For each cell, row by row from below, 1 where its middle lies in one of the boxes. */
function cellsOf(page: Box, boxes: readonly Box[]): Uint8Array {
  const cells = new Uint8Array(CELLS.across * CELLS.down);
  const width = Math.max(page.right - page.left, 1) / CELLS.across;
  const height = Math.max(page.top - page.bottom, 1) / CELLS.down;
  const within = (at: number, most: number) => Math.min(Math.max(Math.ceil(at - 0.5), 0), most);
  for (const box of boxes) {
    const [from, to] = [
      within((box.left - page.left) / width, CELLS.across),
      within((box.right - page.left) / width, CELLS.across),
    ];
    const top = within((box.top - page.bottom) / height, CELLS.down);
    for (let row = within((box.bottom - page.bottom) / height, CELLS.down); row < top; row += 1) {
      cells.fill(1, row * CELLS.across + from, row * CELLS.across + Math.max(from, to));
    }
  }
  return cells;
}
