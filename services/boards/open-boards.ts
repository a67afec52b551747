import type { Knex } from 'knex';
import { openRun } from '../../db/queries/leaderboard-runs.js';
import { utcDay } from '../../domain/utc-day.js';
import type { Clock } from '../shared/clock.js';

/**
 * Opens the boards of a day for makeBoards. With a reason finished ones are made again: where the ledger says something
 * else by now, that is a new version beside the old one.
 * @throws Error for a day that is not over
 */
export async function openBoards(
  { db, clock }: { db: Knex; clock: Clock },
  { day, reason }: { day: string; reason: string | null },
): Promise<void> {
  if (day >= utcDay(clock())) throw new Error(`${day} is not over by UTC`);
  await openRun(db, { day, reason });
}
