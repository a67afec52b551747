import { addDays, daysBetween } from '../game/calendar-day.js';
import type { Catalog, CatalogLesson, StudentFacts } from './facts.js';
import { progressOf, topicsOfStudent } from './progress.js';
import { type Candidate, isWantedBy } from './recommendation.js';
import { isStudyDay } from './study-days.js';

/** From so many days before an exam on, what is left is spread over them. */
const NEAR_DAYS = 30;

/**
 * Today's share of what is left before the exam: every lesson of the student's subjects that was not read, and a quiz
 * on every topic that is not mastered. Lessons come first, and a quiz once the lessons of its topic are read. What was
 * done today is part of the share.
 */
export function exam(facts: StudentFacts, catalog: Catalog): Candidate[] {
  const { day, examDate } = facts;
  if (examDate === null || examDate < day || daysBetween(day, examDate) > NEAR_DAYS) return [];
  const progress = progressOf(facts);
  const all = topicsOfStudent(facts, catalog).filter(({ lessons }) => lessons.length > 0);
  const topics = all.filter((topic) => !progress.isMastered(topic));
  const lessons = topics.flatMap((topic) => progress.lessons(topic));
  const quizzes = topics.flatMap((topic) => progress.quiz(topic));
  const left = lessons.length + quizzes.length;
  const isReadToday = ({ id }: CatalogLesson) => {
    const read = progress.lessonOf(id);
    return read?.isCompleted && read.touchedOn === day;
  };
  const readToday = all.flatMap((topic) => topic.lessons.filter(isReadToday)).length;
  const quizzedToday = all.filter((topic) => progress.isQuizzedToday(topic)).length;
  const doneToday = readToday + quizzedToday;
  const share = Math.max(0, Math.ceil((left + doneToday) / daysLeft(facts, examDate)) - doneToday);
  const evidence = { examDate, days: daysBetween(day, examDate), left };
  const ready = topics.filter((topic) => progress.hasReadAll(topic)).flatMap((topic) => progress.quiz(topic));
  return [...lessons, ...ready]
    .filter(isWantedBy(facts))
    .slice(0, share)
    .map((step): Candidate => ({ kind: 'exam', evidence, ...step }));
}

/** Days on which the student studies, from today until the day before the exam; one at least. */
function daysLeft({ day, studyDays }: StudentFacts, examDate: string): number {
  const days = Array.from({ length: daysBetween(day, examDate) }, (_, index) => addDays(day, index));
  return Math.max(1, days.filter((one) => isStudyDay(one, studyDays)).length);
}
