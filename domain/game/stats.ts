import { daysBetween } from './calendar-day.js';

/** What of a student's work is counted. */
export const COUNTERS = [
  'questionsAnswered',
  'lessonsCompleted',
  'quizzesFinished',
  'perfectQuizzes',
  'longestRightRun',
  'reviewsDone',
  'studyMinutes',
  'activeDays',
  'earlyDays',
  'lateDays',
  'comebacks',
  'subjectsStudied',
  'longestStreak',
] as const;

export type Counter = (typeof COUNTERS)[number];

/** Counters, and what they are told by. */
export interface Stats extends Record<Counter, number> {
  /** The last study day with an activity, the last early one and the last late one, YYYY-MM-DD. */
  lastActiveDay: string | null;
  lastEarlyDay: string | null;
  lastLateDay: string | null;
  /** Ids of subjects that were studied. */
  subjectIds: string[];
  /** Quiz questions that were answered right since the last that was not. */
  rightRun: number;
}

/** Of somebody who has done nothing yet; `stored` is what was counted. */
export function statsOf(stored: Partial<Stats> = {}): Stats {
  const none = Object.fromEntries(COUNTERS.map((counter) => [counter, 0])) as Record<Counter, number>;
  return {
    ...none,
    lastActiveDay: null,
    lastEarlyDay: null,
    lastLateDay: null,
    subjectIds: [],
    rightRun: 0,
    ...stored,
  };
}

/** What an activity adds to counters; of a quiz, whether each question was answered right, in their order, too. */
export type Counted = Partial<Record<Counter, number>> & { rightAnswers?: readonly boolean[] };

/** An activity, as far as it is counted. */
export interface CountedActivity {
  studyDay: string;
  /** Of the student's clock then, 0 to 23. */
  hour: number;
  /** Of the student's rule. */
  dayStartsAt: number;
  adds: Counted;
  subjectId: string | null;
}

/** From this hour on nobody is early, and from the second on everybody is late, until the study day ends. */
const EARLY_UNTIL = 8;
const LATE_FROM = 23;
/** Study days of absence after which somebody comes back. */
const ABSENCE = 14;

/** Whether an activity is of an earlier day than what was counted: then all is counted anew. */
export const isLate = ({ lastActiveDay }: Stats, { studyDay }: Pick<CountedActivity, 'studyDay'>): boolean =>
  lastActiveDay !== null && studyDay < lastActiveDay;

/**
 * Counts an activity that is not late. The longest streak is not among it: days alone do not tell it.
 * @throws RangeError for one that is late
 */
export function countActivity(before: Stats, activity: CountedActivity): Stats {
  if (isLate(before, activity)) throw new RangeError(`${activity.studyDay} is before ${before.lastActiveDay}`);
  const { studyDay, hour, dayStartsAt, adds, subjectId } = activity;
  const after = { ...before };
  for (const counter of COUNTERS) after[counter] += adds[counter] ?? 0;
  for (const isRight of adds.rightAnswers ?? []) {
    after.rightRun = isRight ? after.rightRun + 1 : 0;
    after.longestRightRun = Math.max(after.longestRightRun, after.rightRun);
  }
  if (studyDay !== before.lastActiveDay) {
    after.activeDays += 1;
    after.lastActiveDay = studyDay;
    if (before.lastActiveDay !== null && daysBetween(before.lastActiveDay, studyDay) > ABSENCE) after.comebacks += 1;
  }
  const isEarly = hour >= dayStartsAt && hour < EARLY_UNTIL;
  if (isEarly && before.lastEarlyDay !== studyDay) {
    after.earlyDays += 1;
    after.lastEarlyDay = studyDay;
  }
  const isLateHour = hour >= LATE_FROM || hour < dayStartsAt;
  if (isLateHour && before.lastLateDay !== studyDay) {
    after.lateDays += 1;
    after.lastLateDay = studyDay;
  }
  if (subjectId !== null && !before.subjectIds.includes(subjectId)) {
    after.subjectIds = [...before.subjectIds, subjectId].sort();
    after.subjectsStudied = after.subjectIds.length;
  }
  return after;
}

/**
 * Counts activities from nothing on, in whatever order they are given.
 * @param longestStreak of the student, to this day
 */
export function countActivities(activities: readonly CountedActivity[], longestStreak: number): Stats {
  const inOrder = activities.toSorted((a, b) => (a.studyDay < b.studyDay ? -1 : a.studyDay > b.studyDay ? 1 : 0));
  return { ...inOrder.reduce(countActivity, statsOf()), longestStreak };
}
