import type { Knex } from 'knex';
import { readCalendars } from '../../db/queries/day-rules.js';
import { listStreaks } from '../../db/queries/streaks.js';
import { viewStreak } from '../../domain/game/streak/view-streak.js';

/** How long the streaks of some students are now, by their ids; of who has none there is no entry. */
export async function readStreakLengths(userIds: readonly string[], now: Date, db: Knex): Promise<Map<string, number>> {
  const [streaks, calendars] = await Promise.all([listStreaks(db, userIds), readCalendars(db, userIds)]);
  return new Map(
    streaks.map(({ id, pauses, ...streak }) => [
      id,
      viewStreak(streak, { calendar: calendars(id), pauses }, now).state.length,
    ]),
  );
}
