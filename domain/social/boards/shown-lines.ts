/** Places above and below one's own that are shown. */
export const AROUND = 3;
/** Lines of a board's top that are shown. */
export const TOP = 20;

/** A student's line with up to `count` above it and as many below; nothing where the student has none. */
export function around<Line extends { userId: string }>(
  lines: readonly Line[],
  userId: string,
  count = AROUND,
): Line[] {
  const own = lines.findIndex((line) => line.userId === userId);
  return own < 0 ? [] : lines.slice(Math.max(0, own - count), own + count + 1);
}
