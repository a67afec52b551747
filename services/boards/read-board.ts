import type { Knex } from 'knex';
import {
  type Board,
  type BoardLine,
  boardBefore,
  findBoard,
  findOwnLine,
  friendLines,
  linesNear,
  ranksOf,
} from '../../db/queries/leaderboards.js';
import { Problem } from '../../domain/problems.js';
import { firstDayOf, type Period } from '../../domain/social/boards/periods.js';
import { AROUND, around, rankLines, TOP } from '../../domain/social/boards/ranks.js';

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
  const board = await findBoard(db, wish.period, day);
  if (!board) throw new Problem('not-found', 'There is no such board.');
  const since = wish.period === 'week' ? firstDayOf('week', board.day) : null;
  const before = await boardBefore(db, board, since);
  return wish.scope === 'friends' ? readFriends(db, board, before, wish) : readGlobal(db, board, before, wish);
}

type Wish = Pick<BoardWish, 'userId' | 'view'>;

async function readGlobal(
  db: Knex,
  board: Board,
  before: Board | undefined,
  { userId, view }: Wish,
): Promise<BoardInView> {
  const own = await findOwnLine(db, board, userId);
  const lines = view === 'top' ? await topLines(db, board, userId) : own ? await linesAround(db, board, own) : [];
  const ids = [...lines, ...(own ? [own] : [])].map((line) => line.userId);
  const earlier = before ? await ranksOf(db, before, ids) : [];
  return inView(board, { own, lines, earlier });
}

const topLines = (db: Knex, board: Board, viewerId: string): Promise<BoardLine[]> =>
  linesNear(db, board, { viewerId, place: 0, side: 'below', limit: TOP });

async function linesAround(db: Knex, board: Board, own: BoardLine): Promise<BoardLine[]> {
  const near = { viewerId: own.userId, place: own.position, limit: AROUND };
  const above = await linesNear(db, board, { ...near, side: 'above' });
  const below = await linesNear(db, board, { ...near, side: 'below' });
  return [...above.toReversed(), own, ...below];
}

async function readFriends(
  db: Knex,
  board: Board,
  before: Board | undefined,
  { userId, view }: Wish,
): Promise<BoardInView> {
  const all = rankLines(await friendLines(db, board, userId));
  const ids = all.map((line) => line.userId);
  const earlier = before ? rankLines(await ranksOf(db, before, ids)) : [];
  const lines = view === 'top' ? all.slice(0, TOP) : around(all, userId);
  return inView(board, { own: all.find((line) => line.userId === userId), lines, earlier });
}

function inView(
  board: Board,
  {
    own,
    lines,
    earlier,
  }: { own: BoardLine | undefined; lines: BoardLine[]; earlier: Pick<BoardLine, 'userId' | 'rank'>[] },
): BoardInView {
  const ranks = new Map(earlier.map(({ userId, rank }) => [userId, rank]));
  const withChange = (line: BoardLine): ShownLine => {
    const rank = ranks.get(line.userId);
    return { ...line, change: rank === undefined ? null : rank - line.rank };
  };
  return { board, own: own ? withChange(own) : null, lines: lines.map(withChange) };
}
