import { firstDayOf } from '../../../domain/social/boards/periods.js';
import type { BoardInView, BoardWish, ShownLine } from '../../../services/boards/read-board.js';

const presentPlace = ({ rank, xp, change }: ShownLine) => ({ rank, xp, change });

/** A board as a student sees it. */
export function presentBoard({ board, own, lines }: BoardInView, { userId, scope }: BoardWish) {
  const { period, day, version, reason, students, finishedAt } = board;
  return {
    ...{ period, scope, from: firstDayOf(period, day), through: day },
    computedAt: finishedAt.toISOString(),
    ...{ version, reason, students },
    own: own && presentPlace(own),
    lines: lines.map((line) => ({
      ...presentPlace(line),
      displayName: line.displayName,
      isOwn: line.userId === userId,
    })),
  };
}
