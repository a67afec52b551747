import type { Knex } from 'knex';
import { dropMonths } from '../../db/queries/leaderboard-runs.js';
import { addDays } from '../../domain/game/calendar-day.js';
import { TERM_DAYS } from '../../domain/social/boards/periods.js';
import { utcDay } from '../../domain/utc-day.js';
import type { Clock } from '../shared/clock.js';

/** Drops the boards that have had their time, a month at a time. @returns how many months of a term */
export async function dropOldBoards({ db, clock }: { db: Knex; clock: Clock }): Promise<number> {
  const today = utcDay(clock());
  let dropped = 0;
  for (const [term, days] of Object.entries(TERM_DAYS)) dropped += await dropMonths(db, term, addDays(today, -days));
  return dropped;
}
