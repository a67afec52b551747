import type { Knex } from 'knex';
import {
  type Board,
  type BoardLine,
  type BoardPair,
  findOwnLine,
  friendLines,
  lastBoards,
  linesAround,
  topLines,
} from '../../db/queries/leaderboards.js';
import { Problem } from '../../domain/problems.js';
import { firstDayOf, type Period } from '../../domain/social/boards/periods.js';
import { AROUND, around, TOP } from '../../domain/social/boards/shown-lines.js';
import { rankLines } from '../../domain/social/ranks.js';

/** Which part of which board is asked for. */
export interface BoardWish {
  userId: string;
  period: Period;
  scope: 'global' | 'friends';
  view: 'around' | 'top';
  /** The last day that the board is about; the last there is, if undefined. */
  day?: string | undefined;
}

/** A line as it is shown. */
export interface ShownLine extends BoardLine {
  /** Ranks won since the board before; negative for lost ones, null for who was not on it. */
  change: number | null;
}

/** A board as a student sees it. */
export interface BoardInView {
  board: Board;
  own: ShownLine | null;
  lines: ShownLine[];
}

/**
 * A board as a student may see it now, whenever it was made: visibility, blocks and accounts count as they are at this
 * moment. Ranks among friends are made of the lines of those who are seen.
 * @throws Problem not-found where there is no such board.
 */
export async function readBoard({ db }: { db: Knex }, { day, ...wish }: BoardWish): Promise<BoardInView> {
  const [board, earlier] = await lastBoards(db, wish.period, day);
  if (!board || (day !== undefined && board.day !== day)) throw new Problem('not-found', 'There is no such board.');
  const weekFrom = wish.period === 'week' ? firstDayOf('week', board.day) : null;
  const boards = { board, before: earlier && earlier.day >= (weekFrom ?? '') ? earlier : undefined };
  return wish.scope === 'friends' ? readFriends(boards, wish, db) : readGlobal(boards, wish, db);
}

type Wish = Pick<BoardWish, 'userId' | 'view'>;

async function readGlobal(boards: BoardPair, { userId, view }: Wish, db: Knex): Promise<BoardInView> {
  const found = await findOwnLine(db, boards, userId);
  const own = found ? withChange(found) : null;
  if (view === 'top') {
    const lines = await topLines(db, boards, userId, TOP);
    return { board: boards.board, own, lines: lines.map(withChange) };
  }
  if (!own) return { board: boards.board, own, lines: [] };
  const near = await linesAround(db, boards, { viewerId: userId, place: own.position, limit: AROUND });
  const lines = [...near.map(withChange), own].toSorted((a, b) => a.position - b.position);
  return { board: boards.board, own, lines };
}

const withChange = (line: BoardLine): ShownLine => ({
  ...line,
  change: line.earlierRank === null ? null : line.earlierRank - line.rank,
});

async function readFriends(boards: BoardPair, { userId, view }: Wish, db: Knex): Promise<BoardInView> {
  const all = rankAmongFriends(await friendLines(db, boards, userId));
  const own = all.find((line) => line.userId === userId) ?? null;
  return { board: boards.board, own, lines: view === 'top' ? all.slice(0, TOP) : around(all, userId) };
}

/** Ranks lines among themselves, on the board before as well. */
function rankAmongFriends(lines: readonly BoardLine[]): ShownLine[] {
  const earlier = lines
    .flatMap(({ userId, earlierPosition, earlierXp }) =>
      earlierPosition === null || earlierXp === null ? [] : [{ userId, xp: earlierXp, position: earlierPosition }],
    )
    .toSorted((a, b) => a.position - b.position);
  const ranks = new Map(rankLines(earlier).map(({ userId, rank }) => [userId, rank]));
  return rankLines(lines).map((line) => withChange({ ...line, earlierRank: ranks.get(line.userId) ?? null }));
}
