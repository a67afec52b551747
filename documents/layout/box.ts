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
