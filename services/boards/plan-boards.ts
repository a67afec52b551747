import type { Knex } from 'knex';
import { planDays } from '../../db/queries/leaderboard-runs.js';
import { addDays } from '../../domain/game/calendar-day.js';
import { utcDay } from '../../domain/utc-day.js';
import type { Clock } from '../shared/clock.js';

/**
 * The days, by UTC, whose boards are to be made, the oldest first: all that are over since the first that was ever
 * planned, and not finished. Where none was planned yet, yesterday.
 */
export const planBoards = ({ db, clock }: { db: Knex; clock: Clock }): Promise<string[]> =>
  planDays(db, addDays(utcDay(clock()), -1));
