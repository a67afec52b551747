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

/** An activity, as far as it is counted. */
export interface CountedActivity {
  studyDay: string;
  /** Of the student's clock then, 0 to 23. */
  hour: number;
  /** Of the student's rule. */
  dayStartsAt: number;
  /** Study days since the last one with an activity; null without one. */
  daysSince: number | null;
  /** What it adds to counters. */
  adds: Partial<Record<Counter, number>>;
  /** Whether each question of a quiz was answered right, in their order. */
  rightAnswers: readonly boolean[];
  subjectId: string | null;
  longestStreak: number;
}

/** From this hour on nobody is early, and from the second on everybody is late, until the study day ends. */
const EARLY_UNTIL = 8;
const LATE_FROM = 23;
/** Study days of absence after which somebody comes back. */
const ABSENCE = 14;

/** Counts an activity. */
export function countActivity(before: Stats, activity: CountedActivity): Stats {
  const { studyDay, hour, dayStartsAt, daysSince, adds, rightAnswers, subjectId, longestStreak } = activity;
  const after = { ...before };
  for (const counter of COUNTERS) after[counter] += adds[counter] ?? 0;
  if (before.lastActiveDay === null || studyDay > before.lastActiveDay) {
    after.activeDays += 1;
    after.lastActiveDay = studyDay;
    if (daysSince !== null && daysSince > ABSENCE) after.comebacks += 1;
  }
  const isEarly = hour >= dayStartsAt && hour < EARLY_UNTIL;
  if (isEarly && before.lastEarlyDay !== studyDay) {
    after.earlyDays += 1;
    after.lastEarlyDay = studyDay;
  }
  const isLate = hour >= LATE_FROM || hour < dayStartsAt;
  if (isLate && before.lastLateDay !== studyDay) {
    after.lateDays += 1;
    after.lastLateDay = studyDay;
  }
  if (subjectId !== null && !before.subjectIds.includes(subjectId)) {
    after.subjectIds = [...before.subjectIds, subjectId];
    after.subjectsStudied = after.subjectIds.length;
  }
  for (const isRight of rightAnswers) {
    after.rightRun = isRight ? after.rightRun + 1 : 0;
    after.longestRightRun = Math.max(after.longestRightRun, after.rightRun);
  }
  after.longestStreak = Math.max(before.longestStreak, longestStreak);
  return after;
}
