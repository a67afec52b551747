import type { Knex } from 'knex';
import { readCalendars } from '../../db/queries/day-rules.js';
import {
  type FactRows,
  gatherFactRows,
  readWishes,
  type StudentWishes,
} from '../../db/queries/recommendation-facts.js';
import { boundsOf, dayAt, hourAt, type StudyCalendar } from '../../domain/game/study-calendar.js';
import type { StudentFacts } from '../../domain/recommendations/facts.js';

/** A day of who has not said how many minutes it is to have. */
export const USUAL_MINUTES = 30;

/** What is known of a student, and the version that it was read of. */
export interface GatheredFacts {
  facts: StudentFacts;
  version: number;
}

/** Gathers what the rules look at for the study days that students have at a moment, with one statement a fact. */
export async function gatherFacts(userIds: readonly string[], at: Date, db: Knex): Promise<GatheredFacts[]> {
  const wishes = await readWishes(db, userIds);
  const calendarOf = await readCalendars(db, userIds);
  const planned = wishes.map((wish) => {
    const calendar = calendarOf(wish.userId);
    const day = dayAt(calendar, at);
    return { wish, userId: wish.userId, calendar, day, startsAt: boundsOf(calendar, day).start };
  });
  const rows = await gatherFactRows(db, planned);
  return planned.map(({ userId, wish, calendar, day }) => ({
    version: wish.version,
    facts: factsOf(
      { wish, calendar, day },
      {
        cards: rows.cards.get(userId),
        topics: rows.topics.get(userId),
        quizzes: rows.quizzes.get(userId),
        lessons: rows.lessons.get(userId),
        unasked: rows.unasked.get(userId),
        minutes: rows.minutes.get(userId),
        beginnings: rows.beginnings.get(userId),
        dismissed: rows.dismissed.get(userId),
      },
    ),
  }));
}

/** Facts of a student as they were read; null or undefined where there are none. */
export type FoundFacts = { [Name in keyof FactRows]?: FactRows[Name] | null | undefined };

const NO_CARDS = { due: 0, fresh: 0, reviewedToday: 0, newToday: 0 };

/** What the rules look at. Days and hours are those of the student's clock, as it was told then. */
export function factsOf(
  { wish, calendar, day }: { wish: StudentWishes; calendar: StudyCalendar; day: string },
  { cards, topics, quizzes, lessons, unasked, minutes, beginnings, dismissed }: FoundFacts,
): StudentFacts {
  const dayOf = (instant: string) => dayAt(calendar, new Date(instant));
  const { userId, studyDays, examDate, subjectIds, pauses } = wish;
  const isStudiedToday = wish.through === day;
  return {
    ...{ userId, day, isStudiedToday, studyDays, examDate, subjectIds, pauses, cards: cards ?? NO_CARDS },
    ...{ dailyMinutes: wish.dailyMinutes ?? USUAL_MINUTES, minutes: minutes ?? [], quizzes: quizzes ?? [] },
    topics: (topics ?? []).map((topic) => ({ ...topic, lastAnsweredAt: new Date(topic.lastAnsweredAt) })),
    lessons: (lessons ?? []).map(({ lessonId, position, completedAt, updatedAt }) => ({
      ...{ lessonId, position, isCompleted: completedAt !== null, touchedOn: dayOf(completedAt ?? updatedAt) },
    })),
    unasked: (unasked ?? []).map(({ finishedAt, ...material }) => ({ ...material, readyOn: dayOf(finishedAt) })),
    startHours: (beginnings ?? []).map((instant) => hourAt(calendar, new Date(instant))),
    dismissed: new Set(dismissed ?? []),
  };
}
