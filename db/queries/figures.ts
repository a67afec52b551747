import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { FLOW_NAMES, FLOWS, type Flow, isTimer } from '../../domain/runs/flows.js';
import { utcDay } from '../../domain/utc-day.js';
import { FIGURES_MS } from '../../domain/wait-limits.js';
import { workable } from './runs.js';
import { sqlList } from './sql-list.js';

/** Rows of a flow that wait in one state, of owners for whom it works. */
export interface OpenRows {
  flow: Flow;
  /** A state of the table; `late` for rows whose timer should have looked at them. */
  state: string;
  count: number;
  /** Seconds since the row that waits longest was last written, or is late. */
  oldestSeconds: number;
}

/** What Postgres knows of the whole system's work. */
export interface RowFigures {
  openRows: OpenRows[];
  /** Mails that failed in the last 24 hours. */
  failedMails: number;
  /** Erasures that should be over: an hour after the second pass was due. */
  overdueErasures: number;
  /** Since the boards of a planned day that is not finished last came on, of the day that waits longest; 0 for none. */
  unfinishedBoardsSeconds: number;
  /** Of the total budget of the day (UTC). */
  spent: { micros: number; tokens: number };
  /** Since when every call to an AI server has failed, of the last hour; null for fewer than three. */
  aiFailingSince: Date | null;
}

/** What ids that are made from a moment on are not below. */
const firstIdAt = (time: Date): string => uuidv7({ msecs: time.getTime(), seq: 0, random: new Uint8Array(16) });

/**
 * Of the calls of the last hour, those after the last that was answered. One whose end nobody saw counts as failed when
 * no server could still answer.
 */
const AI_FAILING_SINCE = `
  SELECT min(created_at) FROM (
    SELECT created_at FROM ai_usage
    WHERE id > COALESCE((SELECT id FROM ai_usage WHERE id > :anHourAgo AND settled_at IS NOT NULL AND input_tokens > 0
        ORDER BY id DESC LIMIT 1), CAST(:anHourAgo AS uuid))
      AND (settled_at IS NOT NULL OR created_at < now() - interval '15 minutes')
    ORDER BY id LIMIT 3) AS failed
  HAVING count(*) = 3`;

/**
 * Reads the figures in one statement, by indexes of open rows: finished ones are not looked at, but for a row a day of
 * boards.
 * @param secondPassMinutes after which an erasure removes everything again
 * @throws where Postgres does not answer in time.
 */
export async function rowFigures(
  db: Knex,
  { now, secondPassMinutes }: { now: Date; secondPassMinutes: number },
): Promise<RowFigures> {
  const rows = FLOW_NAMES.flatMap((flow) =>
    isTimer(flow) ? [lateRows(db, flow)] : FLOWS[flow].open.map(rowsIn(db, flow)),
  );
  const { open, micros, tokens, ...figures } = await db.transaction(async (trx) => {
    await trx.raw(`SET LOCAL statement_timeout = ${FIGURES_MS}`);
    const result = await trx.raw(
      `SELECT (SELECT json_agg(o) FROM (${rows.join(' UNION ALL ')}) o WHERE o.count > 0) AS open,
         (SELECT count(*) FROM mails WHERE finished_at > now() - interval '1 day' AND status = 'failed') AS "failedMails",
         (SELECT count(*) FROM erasures WHERE status IN (${sqlList(FLOWS.eraseAccount.open)})
           AND erase_at < now() - make_interval(hours => 1, mins => :secondPassMinutes)) AS "overdueErasures",
         (SELECT CAST(COALESCE(EXTRACT(epoch FROM now() - min(updated_at)), 0) AS float8) FROM leaderboard_runs
           WHERE is_planned AND finished_at IS NULL AND day < CAST(:day AS date)) AS "unfinishedBoardsSeconds",
         (${AI_FAILING_SINCE}) AS "aiFailingSince",
         COALESCE(b.spent_micros, 0) AS micros, COALESCE(b.spent_tokens, 0) AS tokens
       FROM (SELECT 1) one LEFT JOIN ai_budget b ON b.day = CAST(:day AS date) AND b.user_id IS NULL`,
      { day: utcDay(now), secondPassMinutes, anHourAgo: firstIdAt(new Date(now.getTime() - 3_600_000)) },
    );
    return result.rows[0];
  });
  return { ...figures, openRows: open ?? [], spent: { micros, tokens } };
}

const rowsIn = (db: Knex, flow: Flow) => (state: string) =>
  figure(db, flow, state, { since: 'updated_at', where: `status = '${state}'` });

const lateRows = (db: Knex, flow: Flow) =>
  figure(db, flow, 'late', {
    since: 'next_check_at',
    where: `status IN (${sqlList(FLOWS[flow].open)}) AND next_check_at < now()`,
  });

/**
 * Words of the table of flows alone, nothing of a caller's. Rows of a suspended student do not wait for a
 * worker, so nobody has to see to them.
 */
const figure = (db: Knex, flow: Flow, state: string, { since, where }: { since: string; where: string }): string =>
  db(FLOWS[flow].table)
    .whereRaw(where)
    .modify(workable(flow))
    .select(
      db.raw(`'${flow}' AS flow, '${state}' AS state, count(*) AS count,
        COALESCE(EXTRACT(epoch FROM now() - min(${since})), 0) AS "oldestSeconds"`),
    )
    .toString();
