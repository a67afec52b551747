import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import { v7 as uuidv7 } from 'uuid';
import { addDays } from '../../domain/game/calendar-day.js';
import { firstDayOf, type Period, termOf } from '../../domain/social/boards/periods.js';
import { FIRST_ID } from './first-id.js';
import { lastOfNext } from './user-ranges.js';

/** How far the boards of a day are made. */
export interface BoardRun {
  day: string;
  reason: string | null;
  step: 'sum' | Period;
  boardId: string | null;
  after: string | null;
  placed: number;
  finishedAt: Date | null;
}

/** Plans every day up to `last` that follows those which are planned. @returns planned days that are not finished, the oldest first */
export async function planDays(db: Knex, last: string): Promise<string[]> {
  await db.raw(
    `INSERT INTO leaderboard_runs (day, is_planned)
     SELECT CAST(missing AS date), true FROM generate_series(
       COALESCE((SELECT max(day) + 1 FROM leaderboard_runs WHERE is_planned), CAST(:last AS date)),
       CAST(:last AS date), interval '1 day') AS missing
     ON CONFLICT (day) DO UPDATE SET is_planned = true`,
    { last },
  );
  return db('leaderboardRuns').where({ isPlanned: true }).whereNull('finishedAt').orderBy('day').pluck('day');
}

/** Opens the boards of a day; finished ones only where there is a reason to make them again. */
export async function openRun(db: Knex, { day, reason }: { day: string; reason: string | null }): Promise<void> {
  await db.raw(
    `INSERT INTO leaderboard_runs AS r (day, reason) VALUES (:day, :reason)
     ON CONFLICT (day) DO UPDATE SET reason = excluded.reason, step = 'sum', finished_at = NULL, updated_at = now()
       WHERE r.finished_at IS NOT NULL AND excluded.reason IS NOT NULL`,
    { day, reason },
  );
}

/** The run of a day, held until the transaction ends. @throws Error where none was opened */
export async function lockRunOfDay(trx: Transaction, day: string): Promise<BoardRun> {
  // A batch is some megabytes to sort and sum, which otherwise go by way of the disk.
  await trx.raw("SET LOCAL work_mem = '64MB'");
  const run = await trx('leaderboardRuns').where({ day }).forNoKeyUpdate().first();
  if (!run) throw new Error(`No boards of ${day} were opened`);
  return run;
}

/** Sums the ledger of the next students, by when its lines were recorded; where there are no more, the first period is next. */
export async function sumNext(trx: Transaction, { day, after }: BoardRun, limit: number): Promise<void> {
  const range = { after: after ?? FIRST_ID };
  const upTo = await lastOfNext(trx, range.after, limit);
  if (upTo !== null) {
    const [from, next] = [new Date(day), new Date(addDays(day, 1))];
    const weekFrom = new Date(firstDayOf('week', day) ?? day);
    await trx.raw(SUM, { day, ...range, upTo, from, weekFrom, next });
  }
  await trx('leaderboardRuns')
    .where({ day })
    .update({ after: upTo, step: upTo === null ? 'day' : 'sum', updatedAt: trx.fn.now() });
}

/** What the ledger says of the students of a range. */
const SUM = `
  INSERT INTO leaderboard_sums (user_id, day, day_xp, day_at, week_xp, week_at, total_xp, total_at)
  SELECT user_id, :day,
    COALESCE(sum(granted) FILTER (WHERE created_at >= :from), 0),
    max(created_at) FILTER (WHERE created_at >= :from AND granted <> 0),
    COALESCE(sum(granted) FILTER (WHERE created_at >= :weekFrom), 0),
    max(created_at) FILTER (WHERE created_at >= :weekFrom AND granted <> 0),
    sum(granted), max(created_at) FILTER (WHERE granted <> 0)
  FROM xp_logs
  WHERE user_id > :after AND user_id <= :upTo AND created_at < :next
  GROUP BY user_id
  HAVING sum(granted) > 0 OR sum(granted) FILTER (WHERE created_at >= :weekFrom) > 0
    OR sum(granted) FILTER (WHERE created_at >= :from) > 0`;

/** The columns of the sums that a period is ranked by. */
const COLUMNS = {
  day: { xp: 'day_xp', at: 'day_at' },
  week: { xp: 'week_xp', at: 'week_at' },
  'all-time': { xp: 'total_xp', at: 'total_at' },
} as const satisfies Record<Period, object>;

/** Whether the newest finished board through a day has the lines that the sums ask for. */
export async function isAsSummed(trx: Transaction, period: Period, day: string): Promise<boolean> {
  const { xp } = COLUMNS[period];
  const { rows } = await trx.raw<{ rows: { isSame: boolean }[] }>(
    `SELECT NOT EXISTS (
       SELECT FROM (SELECT user_id, ${xp} AS xp FROM leaderboard_sums WHERE day = :day AND ${xp} > 0) AS summed
       FULL JOIN (SELECT user_id, xp FROM leaderboard_entries WHERE term = b.term AND day = b.day AND board_id = b.id) AS shown
         USING (user_id)
       WHERE summed.xp IS DISTINCT FROM shown.xp) AS "isSame"
     FROM leaderboards b WHERE b.period = :period AND b.day = :day AND b.finished_at IS NOT NULL
     ORDER BY b.version DESC LIMIT 1`,
    { period, day },
  );
  return rows[0]?.isSame ?? false;
}

/** Begins the next version of a board, and the month that its lines are kept in. The first has no reason. */
export async function beginBoard(trx: Transaction, period: Period, { day, reason }: BoardRun): Promise<string> {
  const term = termOf(period, day);
  await trx.raw('SELECT add_board_month(:term, :day)', { term, day });
  const boardId = uuidv7();
  await trx.raw(
    `INSERT INTO leaderboards (id, period, day, version, term, reason)
     SELECT :boardId, :period, :day, COALESCE(max(version), 0) + 1, :term,
       CASE WHEN max(version) IS NOT NULL THEN COALESCE(:reason, 'The ledger says something else') END
     FROM leaderboards WHERE period = :period AND day = :day`,
    { boardId, period, day, term, reason },
  );
  await trx('leaderboardRuns').where({ day }).update({ boardId });
  return boardId;
}

/** Gives a board its next lines, in the order of their places. @returns how many it has then; undefined where there were none */
export async function placeNext(
  trx: Transaction,
  { period, day, boardId, limit }: { period: Period; day: string; boardId: string; limit: number },
): Promise<number | undefined> {
  const bindings = { day, boardId, limit, term: termOf(period, day) };
  const { rows } = await trx.raw<{ rows: { placed: number }[] }>(placeStatement(period), bindings);
  return rows[0]?.placed;
}

/** Ranks the students that follow those who are placed, and moves the run on, in one statement. */
function placeStatement(period: Period): string {
  const { xp, at } = COLUMNS[period];
  return `
    WITH following AS (
      SELECT s.user_id, s.${xp} AS xp, s.${at} AS at
      FROM leaderboard_sums s JOIN leaderboard_runs r ON r.day = s.day
      WHERE s.day = :day AND s.${xp} > 0
        AND (r.after IS NULL OR (-s.${xp}, s.${at}, s.user_id) > (-r.after_xp, r.after_at, r.after))
      ORDER BY s.${xp} DESC, s.${at}, s.user_id LIMIT :limit
    ), ranked AS (
      SELECT f.*, r.placed + row_number() OVER (ORDER BY f.xp DESC, f.at, f.user_id) AS position,
        CASE WHEN f.xp = r.after_xp THEN r.last_rank ELSE r.placed + rank() OVER (ORDER BY f.xp DESC) END AS rank
      FROM following f JOIN leaderboard_runs r ON r.day = :day
    ), stored AS (
      INSERT INTO leaderboard_entries (term, day, board_id, position, rank, xp, user_id)
      SELECT :term, :day, :boardId, position, rank, xp, user_id FROM ranked
      WHERE EXISTS (SELECT FROM users u WHERE u.id = ranked.user_id)
    ), reached AS (
      SELECT * FROM ranked ORDER BY position DESC LIMIT 1
    )
    UPDATE leaderboard_runs r SET after = l.user_id, after_xp = l.xp, after_at = l.at, last_rank = l.rank,
      placed = l.position, updated_at = now()
    FROM reached l WHERE r.day = :day RETURNING r.placed`;
}

/** Finishes the board of a step, if it has one; `next` is null after the last, and then the run is finished. */
export async function endStep(
  trx: Transaction,
  { day, boardId, placed }: Pick<BoardRun, 'day' | 'boardId' | 'placed'>,
  { next, now }: { next: Period | null; now: Date },
): Promise<void> {
  if (boardId) await finishBoard(trx, boardId, { students: placed, finishedAt: now });
  await trx('leaderboardRuns')
    .where({ day })
    .update({
      ...{ boardId: null, after: null, afterXp: null, afterAt: null, lastRank: null, placed: 0 },
      ...(next ? { step: next } : { finishedAt: now }),
      updatedAt: trx.fn.now(),
    });
  if (!next) await trx('leaderboardSums').where({ day }).delete();
}

/** A planner that has never heard of a board believes that it has one line, and goes through all of them to find a student's. */
async function finishBoard(
  trx: Transaction,
  id: string,
  columns: { students: number; finishedAt: Date },
): Promise<void> {
  await trx.raw('SELECT analyze_board_month(term, day) FROM leaderboards WHERE id = :id', { id });
  await trx('leaderboards').where({ id }).update(columns);
}

/** Drops the boards of a term of whose month no day is from `before` on. @returns how many months */
export async function dropMonths(db: Knex, term: string, before: string): Promise<number> {
  const { rows } = await db.raw<{ rows: { dropped: number }[] }>(
    'SELECT drop_board_months(:term, :before) AS dropped',
    {
      term,
      before,
    },
  );
  return rows[0]?.dropped ?? 0;
}
