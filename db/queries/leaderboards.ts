import type { Knex } from 'knex';
import type { Period, Term } from '../../domain/social/boards/periods.js';
import { maySee } from './may-see.js';

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

/** A board and the one of the same period before it, against which changes are told. */
export interface BoardPair {
  board: Board;
  before: Board | undefined;
}

/** A line of a board; the name is that of today. */
export interface BoardLine {
  userId: string;
  displayName: string;
  position: number;
  rank: number;
  xp: number;
  /** What the board before has of the student; null where it has no line of theirs. */
  earlierPosition: number | null;
  earlierRank: number | null;
  earlierXp: number | null;
}

/** Lines that one read looks at to find those that are shown. */
const LOOKED_AT = 2_000;

/** The newest versions of a period's last two boards, the last first; with a day, of those up to that day. */
export async function lastBoards(db: Knex, period: Period, day?: string): Promise<Board[]> {
  const boards = db<Board>('leaderboards')
    .where({ period })
    .whereNotNull('finishedAt')
    .distinctOn('day')
    .orderBy([
      { column: 'day', order: 'desc' },
      { column: 'version', order: 'desc' },
    ])
    .limit(2)
    .select('id', 'period', 'day', 'version', 'term', 'reason', 'students', 'finishedAt');
  return day === undefined ? boards : boards.where('day', '<=', day);
}

/** One look for each line that is shown, whatever the planner believes of a board that was made a moment ago. */
const EARLIER = `LEFT JOIN LATERAL (SELECT position, rank, xp FROM leaderboard_entries
  WHERE user_id = e.user_id AND term = :term AND day = :day AND board_id = :id LIMIT 1) AS b ON true`;

const LINE = `e.user_id, p.display_name, e.position, e.rank, e.xp,
  b.position AS earlier_position, b.rank AS earlier_rank, b.xp AS earlier_xp`;

/** Lines of a board whose students may be shown to a viewer, who sees their own line in any case. */
const linesFor = (db: Knex, { board, before }: BoardPair, viewerId: string, shown: 'friends' | 'everyone') => {
  return db('leaderboardEntries as e')
    .join('users as u', 'u.id', 'e.userId')
    .join('userProfiles as p', 'p.userId', 'e.userId')
    .joinRaw(EARLIER, { term: before?.term ?? null, day: before?.day ?? null, id: before?.id ?? null } as never)
    .where({ 'e.term': board.term, 'e.day': board.day, 'e.boardId': board.id, 'u.status': 'active' })
    .whereRaw(maySee(shown), { viewerId })
    .select<BoardLine[]>(db.raw(LINE));
};

/** A student's own line. */
export async function findOwnLine(db: Knex, boards: BoardPair, userId: string): Promise<BoardLine | undefined> {
  const [line] = await linesFor(db, boards, userId, 'everyone').where('e.userId', userId);
  return line;
}

/** The first lines that a viewer may see. */
export const topLines = (db: Knex, boards: BoardPair, viewerId: string, limit: number): Promise<BoardLine[]> =>
  linesBelow(db, boards, { viewerId, place: 0, limit });

/** Up to `limit` lines above a place and as many below it that a viewer may see, in no order. */
export async function linesAround(
  db: Knex,
  boards: BoardPair,
  near: { viewerId: string; place: number; limit: number },
): Promise<BoardLine[]> {
  const { viewerId, place, limit } = near;
  const above = linesFor(db, boards, viewerId, 'everyone')
    .whereBetween('e.position', [place - LOOKED_AT, place - 1])
    .orderBy('e.position', 'desc')
    .limit(limit);
  return db.unionAll([above, linesBelow(db, boards, near)], true);
}

const linesBelow = (
  db: Knex,
  boards: BoardPair,
  { viewerId, place, limit }: { viewerId: string; place: number; limit: number },
) =>
  linesFor(db, boards, viewerId, 'everyone')
    .whereBetween('e.position', [place + 1, place + LOOKED_AT])
    .orderBy('e.position')
    .limit(limit);

/** The lines of a student and of the friends whom the student sees, the most XP first. */
export async function friendLines(db: Knex, boards: BoardPair, userId: string): Promise<BoardLine[]> {
  const friends = db('friendships').where({ leastId: userId }).select('greatestId as id');
  const others = db('friendships').where({ greatestId: userId }).select('leastId as id');
  return linesFor(db, boards, userId, 'friends')
    .whereIn('e.userId', friends.unionAll(others).unionAll(db('users').where({ id: userId }).select('id')))
    .orderBy('e.position');
}
