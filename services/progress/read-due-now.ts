import type { Knex } from 'knex';
import { countDue } from '../../db/queries/cards.js';
import { type ListedLesson, listLessonsBegun } from '../../db/queries/lessons.js';
import { findExamDate } from '../../db/queries/progress.js';
import { daysBetween } from '../../domain/game/calendar-day.js';
import { countLeft } from '../../domain/learning/reviews/pick-due.js';

/** An exam is told of from so many days before it on. */
const EXAM_IS_NEAR = 30;
/** Lessons that are shown of those begun. */
const LESSONS = 5;

/** What waits for a student. */
export interface DueNow {
  /** Cards that today has room for. */
  cards: number;
  /** Begun and not completed, the one that was read last first. */
  lessons: ListedLesson[];
  /** Null where none is near. */
  exam: { date: string; daysLeft: number } | null;
}

/** What waits for a student on a study day. */
export async function readDueNow(userId: string, today: string, db: Knex): Promise<DueNow> {
  return {
    cards: countLeft(await countDue(db, userId, today)),
    lessons: await listLessonsBegun(db, userId, LESSONS),
    exam: nearExam(await findExamDate(db, userId), today),
  };
}

function nearExam(date: string | null, today: string): DueNow['exam'] {
  if (date === null) return null;
  const daysLeft = daysBetween(today, date);
  return daysLeft >= 0 && daysLeft <= EXAM_IS_NEAR ? { date, daysLeft } : null;
}
