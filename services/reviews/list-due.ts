import type { Knex } from 'knex';
import { type CardWithTopic, findDueCards } from '../../db/queries/cards.js';
import { readCalendar } from '../../db/queries/day-rules.js';
import { findReviewPlan } from '../../db/queries/review-weights.js';
import { dayAt } from '../../domain/game/study-calendar.js';
import { DAILY_NEW, DAILY_REVIEWS, pickDue } from '../../domain/learning/reviews/pick-due.js';
import type { ReviewPlan } from '../../domain/learning/reviews/review.js';
import type { Clock } from '../shared/clock.js';
import { rememberCards } from './remember-cards.js';

/** What a student has to review today. */
export interface DueToday {
  /** As many as today has room for, in their order. */
  cards: CardWithTopic[];
  studyDay: string;
  plan: ReviewPlan;
  /** Of all cards, also beyond the room of today. */
  due: number;
  fresh: number;
  reviewedToday: number;
}

/** Chooses what a student reviews today, in its order. */
export async function listDue({ db, clock }: { db: Knex; clock: Clock }, userId: string): Promise<DueToday> {
  const studyDay = dayAt(await readCalendar(db, userId), clock());
  const most = { due: DAILY_REVIEWS, fresh: DAILY_NEW };
  const [found, plan] = await Promise.all([findDueCards(db, { userId, studyDay, most }), findReviewPlan(db, userId)]);
  return {
    cards: await rememberCards(pickDue(found), plan, db),
    studyDay,
    plan,
    due: found.dueCount,
    fresh: found.freshCount,
    reviewedToday: found.reviewedToday,
  };
}
