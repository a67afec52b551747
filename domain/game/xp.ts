import type { Milestone } from './streak/milestones.js';

/** For what XP is given or taken. */
export const XP_KINDS = ['study', 'lesson', 'quiz', 'question', 'review', 'milestone', 'correction'] as const;

export type XpKind = (typeof XP_KINDS)[number];

/** What one of each is worth. */
export const POINTS = {
  studyMinute: 1,
  lesson: 50,
  rightAnswer: 10,
  /** On top, for a quiz with 80 % or more. */
  passedQuiz: 20,
  answeredQuestion: 15,
  dueReview: 2,
} as const;

/** What a streak of so many days is worth, once in a lifetime. */
export const MILESTONE_POINTS: Record<Milestone, number> = { 7: 50, 30: 200, 100: 1000, 365: 5000 };

/** What one kind of activity gives in a study day at most: 120 minutes, 10 lessons, 300 XP of quizzes, 5 questions, 40 reviews. */
export const DAILY_CAPS: Partial<Record<XpKind, number>> = {
  study: 120 * POINTS.studyMinute,
  lesson: 10 * POINTS.lesson,
  quiz: 300,
  question: 5 * POINTS.answeredQuestion,
  review: 40 * POINTS.dueReview,
};

/** What is granted of what was requested, where so much of the kind was granted on that study day already. */
export function granted(kind: XpKind, requested: number, grantedThatDay: number): number {
  const cap = DAILY_CAPS[kind];
  return cap === undefined ? requested : Math.min(requested, Math.max(0, cap - grantedThatDay));
}
