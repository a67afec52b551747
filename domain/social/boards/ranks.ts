/** A line of a board, as far as ranks go. */
export interface Placed {
  userId: string;
  xp: number;
}

/** Places above and below one's own that are shown. */
export const AROUND = 3;
/** Lines of a board's top that are shown. */
export const TOP = 20;

/**
 * Ranks lines that stand in their order, the most XP first: equal XP shares a rank, and the next rank counts all above it
 * (1, 2, 2, 4).
 */
export function rankLines<Line extends Placed>(lines: readonly Line[]): (Line & { rank: number })[] {
  let rank = 0;
  return lines.map((line, index) => {
    if (lines[index - 1]?.xp !== line.xp) rank = index + 1;
    return { ...line, rank };
  });
}

/** A student's line with up to `count` above it and as many below; nothing where the student has none. */
export function around<Line extends Placed>(lines: readonly Line[], userId: string, count = AROUND): Line[] {
  const own = lines.findIndex((line) => line.userId === userId);
  return own < 0 ? [] : lines.slice(Math.max(0, own - count), own + count + 1);
}
