import type { Knex } from 'knex';
import type { StreakPause } from '../../db/models/streak-pause.js';
import { readCalendar } from '../../db/queries/day-rules.js';
import { listPauses } from '../../db/queries/streaks.js';
import type { StudyCalendar } from '../../domain/game/study-calendar.js';

/** By what a student's days are judged. */
export interface StreakRules {
  calendar: StudyCalendar;
  pauses: StreakPause[];
}

/** The rules of a student's days. */
export async function readStreakRules(db: Knex, userId: string): Promise<StreakRules> {
  return { calendar: await readCalendar(db, userId), pauses: await listPauses(db, userId) };
}
