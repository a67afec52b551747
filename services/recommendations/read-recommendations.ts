import type { Knex } from 'knex';
import { readCalendar } from '../../db/queries/day-rules.js';
import { readCatalog } from '../../db/queries/recommendation-facts.js';
import { findFresh } from '../../db/queries/recommendations.js';
import { boundsOf, dayAt } from '../../domain/game/study-calendar.js';
import { recommend } from '../../domain/recommendations/recommend.js';
import type { Recommendation } from '../../domain/recommendations/recommendation.js';
import type { Clock } from '../shared/clock.js';
import { gatherFacts } from './gather-facts.js';

/** What a student is recommended on a study day. */
export interface DayRecommendations {
  studyDay: string;
  items: Recommendation[];
  /** When that day is over. */
  until: Date;
}

/**
 * What a student is recommended now: as it was made when the day began or, where the student has done something since
 * or nothing was made, by the rules. It writes nothing.
 */
export async function readRecommendations(
  { db, clock }: { db: Knex; clock: Clock },
  userId: string,
): Promise<DayRecommendations> {
  const now = clock();
  const calendar = await readCalendar(db, userId);
  const studyDay = dayAt(calendar, now);
  const until = boundsOf(calendar, studyDay).end;
  const items = await findFresh(db, userId, studyDay);
  return { studyDay, until, items: items ?? (await makeRecommendations(userId, now, db)) };
}

async function makeRecommendations(userId: string, now: Date, db: Knex): Promise<Recommendation[]> {
  const catalog = await readCatalog(db);
  const gathered = await gatherFacts([userId], now, db);
  return gathered.flatMap(({ facts }) => recommend(facts, catalog));
}
