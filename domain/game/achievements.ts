import type { Counter, Stats } from './stats.js';

/** Something that is earned once, when a counter reaches its goal. */
export interface Achievement {
  key: string;
  title: string;
  description: string;
  counter: Counter;
  goal: number;
  /** Told to nobody until it is earned. */
  isSecret?: true;
}

/** All achievements, in the order in which they are shown. A key never changes; a new one is awarded to those who have done it. */
export const ACHIEVEMENTS: readonly Achievement[] = [
  {
    key: 'first-answer',
    title: 'First answer',
    description: 'Get a question answered',
    counter: 'questionsAnswered',
    goal: 1,
  },
  {
    key: 'curious',
    title: 'Curious',
    description: 'Get 25 questions answered',
    counter: 'questionsAnswered',
    goal: 25,
  },
  {
    key: 'inquirer',
    title: 'Inquirer',
    description: 'Get 100 questions answered',
    counter: 'questionsAnswered',
    goal: 100,
  },
  {
    key: 'socrates',
    title: 'Socrates',
    description: 'Get 500 questions answered',
    counter: 'questionsAnswered',
    goal: 500,
  },
  {
    key: 'first-lesson',
    title: 'First lesson',
    description: 'Complete a lesson',
    counter: 'lessonsCompleted',
    goal: 1,
  },
  {
    key: 'course-taker',
    title: 'Course taker',
    description: 'Complete 25 lessons',
    counter: 'lessonsCompleted',
    goal: 25,
  },
  { key: 'scholar', title: 'Scholar', description: 'Complete 100 lessons', counter: 'lessonsCompleted', goal: 100 },
  { key: 'first-quiz', title: 'First quiz', description: 'Finish a quiz', counter: 'quizzesFinished', goal: 1 },
  {
    key: 'quiz-regular',
    title: 'Quiz regular',
    description: 'Finish 50 quizzes',
    counter: 'quizzesFinished',
    goal: 50,
  },
  {
    key: 'flawless',
    title: 'Flawless',
    description: 'Answer every question of a quiz right',
    counter: 'perfectQuizzes',
    goal: 1,
  },
  {
    key: 'perfectionist',
    title: 'Perfectionist',
    description: 'Answer every question right in 10 quizzes',
    counter: 'perfectQuizzes',
    goal: 10,
  },
  {
    key: 'on-a-roll',
    title: 'On a roll',
    description: 'Answer 20 quiz questions in a row right',
    counter: 'longestRightRun',
    goal: 20,
  },
  {
    key: 'hundred-in-a-row',
    title: 'A hundred in a row',
    description: 'Answer 100 quiz questions in a row right',
    counter: 'longestRightRun',
    goal: 100,
  },
  {
    key: 'first-review',
    title: 'First review',
    description: 'Review a card that is due',
    counter: 'reviewsDone',
    goal: 1,
  },
  {
    key: 'good-memory',
    title: 'Good memory',
    description: 'Review 100 cards that are due',
    counter: 'reviewsDone',
    goal: 100,
  },
  {
    key: 'elephant',
    title: 'Memory of an elephant',
    description: 'Review 1,000 cards that are due',
    counter: 'reviewsDone',
    goal: 1000,
  },
  {
    key: 'first-hour',
    title: 'First hour',
    description: 'Study for an hour in all',
    counter: 'studyMinutes',
    goal: 60,
  },
  {
    key: 'fifty-hours',
    title: 'Fifty hours',
    description: 'Study for 50 hours in all',
    counter: 'studyMinutes',
    goal: 3000,
  },
  {
    key: 'first-week',
    title: 'First week',
    description: 'Study on 7 days in a row',
    counter: 'longestStreak',
    goal: 7,
  },
  {
    key: 'first-month',
    title: 'First month',
    description: 'Study on 30 days in a row',
    counter: 'longestStreak',
    goal: 30,
  },
  {
    key: 'hundred-days',
    title: 'A hundred days',
    description: 'Study on 100 days in a row',
    counter: 'longestStreak',
    goal: 100,
  },
  {
    key: 'whole-year',
    title: 'A whole year',
    description: 'Study on 365 days in a row',
    counter: 'longestStreak',
    goal: 365,
  },
  {
    key: 'early-bird',
    title: 'Early bird',
    description: 'Study before 8 in the morning on 5 days',
    counter: 'earlyDays',
    goal: 5,
  },
  { key: 'polymath', title: 'Polymath', description: 'Study 5 subjects', counter: 'subjectsStudied', goal: 5 },
  {
    key: 'two-hundred-days',
    title: 'Two hundred days',
    description: 'Study on 200 days, in a row or not',
    counter: 'activeDays',
    goal: 200,
  },
  {
    key: 'night-owl',
    title: 'Night owl',
    description: 'Study after 11 at night on 5 days',
    counter: 'lateDays',
    goal: 5,
    isSecret: true,
  },
  {
    key: 'comeback',
    title: 'Comeback',
    description: 'Study again after two weeks away',
    counter: 'comebacks',
    goal: 1,
    isSecret: true,
  },
  {
    key: 'never-give-up',
    title: 'Never give up',
    description: 'Come back five times',
    counter: 'comebacks',
    goal: 5,
    isSecret: true,
  },
];

/** How far it is, 0 to 1. */
export const progressOf = ({ counter, goal }: Achievement, stats: Stats): number => Math.min(1, stats[counter] / goal);

/** Those that are reached and were not earned before. */
export function newlyEarned(stats: Stats, earned: readonly string[]): Achievement[] {
  return ACHIEVEMENTS.filter(({ key, counter, goal }) => stats[counter] >= goal && !earned.includes(key));
}
