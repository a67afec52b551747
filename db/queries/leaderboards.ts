import type { Knex } from 'knex';
import type { Period, Term } from '../../domain/social/boards/periods.js';

/** A finished board. */
export interface Board {
  id: string;
  period: Period;
  /** The board is of the XP of its period up to the end of this day, by UTC. */
  day: string;
  version: number;
  term: Term;
  reason: string | null;
  students: number;
  finishedAt: Date;
}

/** A line of a board; the name is that of today. */
export interface BoardLine {
  userId: string;
  displayName: string;
  position: number;
  rank: number;
  xp: number;
}

/** Lines that one read looks at to find those that are shown. */
const LOOKED_AT = 2_000;

/** The newest version of the board through a day; without a day that of the last day there is. */
export async function findBoard(db: Knex, period: Period, day?: string): Promise<Board | undefined> {
  const boards = newestFirst(db, period);
  return day === undefined ? boards : boards.where({ day });
}

/** The board of the same period before another one, from `since` on. */
export async function boardBefore(db: Knex, { period, day }: Board, since: string | null): Promise<Board | undefined> {
  const boards = newestFirst(db, period).where('day', '<', day);
  return since === null ? boards : boards.where('day', '>=', since);
}

const newestFirst = (db: Knex, period: Period) =>
  db<Board>('leaderboards')
    .where({ period })
    .whereNotNull('finishedAt')
    .orderBy([
      { column: 'day', order: 'desc' },
      { column: 'version', order: 'desc' },
    ])
    .first('id', 'period', 'day', 'version', 'term', 'reason', 'students', 'finishedAt');

/** Lines of a board whose students may be shown to a viewer, who sees their own line in any case. */
const linesFor = (db: Knex, { id: boardId, term, day }: Board, viewerId: string, shown: 'friends' | 'everyone') => {
  const isShown =
    shown === 'everyone'
      ? `p.board_visibility = 'everyone' AND p.age_band = '16-or-older'`
      : `p.board_visibility <> 'nobody' AND EXISTS (SELECT FROM friendships f
           WHERE f.least_id = LEAST(e.user_id, :viewerId) AND f.greatest_id = GREATEST(e.user_id, :viewerId))`;
  return db('leaderboardEntries as e')
    .join('users as u', 'u.id', 'e.userId')
    .join('userProfiles as p', 'p.userId', 'e.userId')
    .where({ 'e.term': term, 'e.day': day, 'e.boardId': boardId, 'u.status': 'active' })
    .whereRaw(
      `(e.user_id = :viewerId OR ${isShown} AND NOT EXISTS (SELECT FROM blocks b
         WHERE (b.blocker_id, b.blocked_id) IN ((e.user_id, :viewerId), (:viewerId, e.user_id))))`,
      { viewerId },
    )
    .select<BoardLine[]>('e.userId', 'p.displayName', 'e.position', 'e.rank', 'e.xp');
};

/** A student's own line. */
export async function findOwnLine(db: Knex, board: Board, userId: string): Promise<BoardLine | undefined> {
  const [line] = await linesFor(db, board, userId, 'everyone').where('e.userId', userId);
  return line;
}

/** Up to `limit` lines nearest to a place, above or below it, that a viewer may see; the nearest first. */
export async function linesNear(
  db: Knex,
  board: Board,
  { viewerId, place, side, limit }: { viewerId: string; place: number; side: 'above' | 'below'; limit: number },
): Promise<BoardLine[]> {
  const range = side === 'above' ? [place - LOOKED_AT, place - 1] : [place + 1, place + LOOKED_AT];
  return linesFor(db, board, viewerId, 'everyone')
    .whereBetween('e.position', range as [number, number])
    .orderBy('e.position', side === 'above' ? 'desc' : 'asc')
    .limit(limit);
}

/** The lines of a student and of the friends whom the student sees, the most XP first. */
export async function friendLines(db: Knex, board: Board, userId: string): Promise<BoardLine[]> {
  const friends = db('friendships').where({ leastId: userId }).select('greatestId as id');
  const others = db('friendships').where({ greatestId: userId }).select('leastId as id');
  return linesFor(db, board, userId, 'friends')
    .whereIn('e.userId', friends.unionAll(others).unionAll(db('users').where({ id: userId }).select('id')))
    .orderBy('e.position');
}

/** Ranks and XP of some students on a board, in the order of their places. */
export async function ranksOf(
  db: Knex,
  { id: boardId, term, day }: Board,
  userIds: readonly string[],
): Promise<Pick<BoardLine, 'userId' | 'rank' | 'xp'>[]> {
  return db('leaderboardEntries')
    .where({ term, day, boardId })
    .whereIn('userId', [...userIds])
    .orderBy('position')
    .select('userId', 'rank', 'xp');
}
