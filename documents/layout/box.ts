/** A rectangle that grows to the right and upwards. */
export interface Box {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** The smallest box around two. */
export const union = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  right: Math.max(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
  top: Math.max(a.top, b.top),
});

const isEmpty = ({ left, right, bottom, top }: Box): boolean => right <= left || top <= bottom;

/** Whether what has a box is shown on a page that shows a part of its sheet; a box or a page of no size tells nothing. */
export const isShown = (box: Box, page: Box): boolean => isEmpty(box) || isEmpty(page) || isWithin(box, page);

/** Whether the middle of a box lies within another one. */
export function isWithin(box: Box, other: Box): boolean {
  const [x, y] = [(box.left + box.right) / 2, (box.bottom + box.top) / 2];
  return x > other.left && x < other.right && y > other.bottom && y < other.top;
}
