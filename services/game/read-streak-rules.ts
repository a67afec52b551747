import type { Knex } from 'knex';
import type { StreakPause } from '../../db/models/streak-pause.js';
import { readCalendar } from '../../db/queries/day-rules.js';
import { listPauses } from '../../db/queries/streaks.js';
import type { StreakRules } from '../../domain/game/streak/settle.js';

/** By what a student's days are judged, with the pauses as they are stored. */
export async function readStreakRules(userId: string, db: Knex): Promise<StreakRules & { pauses: StreakPause[] }> {
  return { calendar: await readCalendar(db, userId), pauses: await listPauses(db, userId) };
}
