import type { Knex } from 'knex';
import { lookAtStudents } from './look.js';

/** The newest finished board of each period. */
const NEWEST = `SELECT DISTINCT ON (period) id, period, term, day,
    CAST(day + 1 AS timestamp) AT TIME ZONE 'UTC' AS until,
    CASE period WHEN 'all-time' THEN '-infinity'
      ELSE CAST(date_trunc(period, CAST(day AS timestamp)) AS timestamp) AT TIME ZONE 'UTC' END AS since
  FROM leaderboards WHERE finished_at IS NOT NULL ORDER BY period, day DESC, version DESC`;

/** Students whose lines of the newest boards are not what the ledger said when their day ended. */
export const lookForBoardLines = lookAtStudents(`
  SELECT b.period || ' of ' || b.day || ': ' || COALESCE(e.xp, 0) || ' XP, by the ledger ' || l.xp
  FROM (${NEWEST}) AS b
  CROSS JOIN LATERAL (SELECT GREATEST(COALESCE(sum(granted), 0), 0) AS xp FROM xp_logs
    WHERE user_id = s.id AND created_at >= b.since AND created_at < b.until) AS l
  LEFT JOIN leaderboard_entries e ON e.term = b.term AND e.day = b.day AND e.board_id = b.id AND e.user_id = s.id
  WHERE COALESCE(e.xp, 0) <> l.xp`);

/** A board, and where its lines are. */
export interface NewestBoard {
  id: string;
  period: string;
  term: string;
  day: string;
}

/** The newest finished board of each period. */
export async function listNewestBoards(db: Knex): Promise<NewestBoard[]> {
  const { rows } = await db.raw<{ rows: NewestBoard[] }>(`SELECT id, period, term, day FROM (${NEWEST}) AS b`);
  return rows;
}

/** A place on a board. */
export interface Place {
  position: number;
  rank: number;
  xp: number;
}

/** The lines of a board that follow one, in their order. */
export const listPlaces = (
  db: Knex,
  { id, term, day }: NewestBoard,
  { after, limit }: { after: Place | undefined; limit: number },
): Promise<Place[]> =>
  db('leaderboardEntries')
    .where({ boardId: id, term, day })
    .where('position', '>', after?.position ?? 0)
    .orderBy('position')
    .limit(limit)
    .select('position', 'rank', 'xp');
