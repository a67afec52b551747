import type { Knex } from 'knex';
import type { Transaction } from 'objection';
import {
  type BoardRun,
  beginBoard,
  endStep,
  isAsSummed,
  lockRunOfDay,
  placeNext,
  sumNext,
} from '../../db/queries/leaderboard-runs.js';
import { PERIODS, type Period } from '../../domain/social/boards/periods.js';
import type { BoardsProgress } from '../../workflows/leaderboard-run/messages.js';
import type { Clock } from '../shared/clock.js';

/** Students whose ledgers one statement sums, and lines that one statement places: each takes seconds at most. */
const BATCH = { students: 20_000, lines: 100_000 };

/** Batches of one call: what is done stays done, and the next call goes on from there. */
const BATCHES = 40;

/**
 * Makes the boards of a day that was opened, from where they stand: sums the ledger of every student up to the end of the
 * day, then stores each period's board with its ranks, unless its newest version says the same. Whoever does it, when and
 * how often, each board is the same.
 * @param input.batch for tests
 * @throws Error where the day was not opened; the signal's reason, with some batches done.
 */
export async function makeBoards(
  { db, clock }: { db: Knex; clock: Clock },
  { day, report, batch = BATCH }: { day: string; report: (progress: BoardsProgress) => void; batch?: typeof BATCH },
  signal: AbortSignal,
): Promise<BoardsProgress> {
  let progress: BoardsProgress = { step: 'sum', isDone: false };
  for (let count = 0; count < BATCHES && !progress.isDone; count++) {
    signal.throwIfAborted();
    progress = await db.transaction((trx) => makeNext(day, batch, clock(), trx));
    report(progress);
  }
  return progress;
}

/** Does one batch with the run of the day held, so that of two who do it one waits. */
async function makeNext(day: string, batch: typeof BATCH, now: Date, trx: Transaction): Promise<BoardsProgress> {
  const run = await lockRunOfDay(trx, day);
  if (run.finishedAt) return { step: run.step, isDone: true };
  if (run.step === 'sum') {
    await sumNext(trx, run, batch.students);
    return { step: 'sum', isDone: false };
  }
  const isOver = await place({ ...run, step: run.step }, batch.lines, now, trx);
  return { step: run.step, isDone: isOver && run.step === PERIODS.at(-1) };
}

/** Places the next lines of a step's board. @returns whether the step is over */
async function place(run: BoardRun & { step: Period }, limit: number, now: Date, trx: Transaction): Promise<boolean> {
  const { step: period, day } = run;
  const next = PERIODS[PERIODS.indexOf(period) + 1] ?? null;
  if (run.boardId === null && (await isAsSummed(trx, period, day))) {
    await endStep(trx, run, { next, now });
    return true;
  }
  const boardId = run.boardId ?? (await beginBoard(trx, period, run));
  const placed = (await placeNext(trx, { period, day, boardId, limit })) ?? run.placed;
  if (placed === run.placed + limit) return false;
  await endStep(trx, { day, boardId, placed }, { next, now });
  return true;
}
