/**
 * Ranks lines that stand in their order, the most XP first: equal XP shares a rank, and the next rank counts all above it
 * (1, 2, 2, 4).
 */
export function rankLines<Line extends { xp: number }>(lines: readonly Line[]): (Line & { rank: number })[] {
  let rank = 0;
  return lines.map((line, index) => {
    if (lines[index - 1]?.xp !== line.xp) rank = index + 1;
    return { ...line, rank };
  });
}
