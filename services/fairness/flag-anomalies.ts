import type { Knex } from 'knex';
import { daysToLookThrough, finishDay, flagAddresses, flagStudents } from '../../db/queries/flags.js';
import { userRanges } from '../../db/queries/user-ranges.js';
import { addDays } from '../../domain/game/calendar-day.js';
import { MAX_DAYS_BACK } from '../../domain/social/fairness/anomalies.js';
import { utcDay } from '../../domain/utc-day.js';
import type { Flagged } from '../../workflows/flag-anomalies/messages.js';
import type { Clock } from '../shared/clock.js';

/** Students of one statement, which takes seconds at most. */
const BATCH = 5_000;

/**
 * Looks through every day that is over and was not looked through, and flags anomalies for support. Nothing else
 * follows from a flag. Done again, or by two at once, the flags are the same.
 * @param input.batch for tests
 * @throws the signal's reason; the day at hand is then begun again by the next look.
 */
export async function flagAnomalies(
  { db, clock }: { db: Knex; clock: Clock },
  { report, batch = BATCH }: { report: (flagged: Flagged) => void; batch?: number },
  signal: AbortSignal,
): Promise<Flagged> {
  const flagged: Flagged = { days: 0, flags: 0 };
  for (const day of await daysToLookThrough(db, addDays(utcDay(clock()), -1), MAX_DAYS_BACK)) {
    flagged.flags += await flagAddresses(db, day);
    for await (const students of userRanges(db, batch)) {
      signal.throwIfAborted();
      flagged.flags += await flagStudents(db, day, students);
      report(flagged);
    }
    await finishDay(db, day);
    flagged.days += 1;
  }
  return flagged;
}
