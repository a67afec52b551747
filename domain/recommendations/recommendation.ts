/** What a student is to begin. */
export type Start =
  | { to: 'reviews' }
  | { to: 'lesson'; lessonId: string; title: string }
  /** The topic by its id, its name in requests (`subject/topic`) and its title. */
  | { to: 'quiz'; topicId: string; topic: string; title: string }
  | { to: 'material'; materialId: string; title: string; question: string }
  | { to: 'study' }
  | { to: 'pause'; day: string };

/** Of the last answers to a topic, how many were right; `isAll` where there are no others. */
export interface AnswerCount {
  right: number;
  answers: number;
  isAll: boolean;
}

/** The evidence of each rule, of which the reason is worded when it is read. */
export interface Evidence {
  /** Study days in a row, and the minutes of all of them. */
  break: { days: number; minutes: number };
  'due-reviews': { due: number; fresh: number };
  /** Of the weak topic; `before` is what it builds on, where the trouble begins there. */
  'weak-topic': AnswerCount & { title: string; before: ({ title: string } & AnswerCount) | null };
  exam: { examDate: string; days: number; left: number };
  /** The study day on which it was read last, and how far. */
  'lesson-left': { leftOn: string; percent: number };
  'confirm-topic': AnswerCount & { title: string; lessons: number };
  'unasked-material': { readyOn: string };
  'next-lesson': { subject: string };
  /** An hour of the student's clock, and on how many days study began around it. */
  'usual-hour': { hour: number; days: number };
}

/** The rule by which something is recommended. */
export type RecommendationKind = keyof Evidence;

/** Something that is recommended, by one rule. */
export type Recommendation = {
  [Kind in RecommendationKind]: { kind: Kind; evidence: Evidence[Kind]; start: Start; minutes: number };
}[RecommendationKind];

/** What a rule would recommend. Its minutes are those that it takes whole; with fewer than `least` it is left out. */
export type Candidate = Recommendation & {
  least: number;
  /** What one rule recommends of a topic no other does. */
  topicId: string | null;
};

/** Whether a step is of a thing that was not dismissed: another one takes the place of one that was. */
export const isWantedBy =
  ({ dismissed }: { dismissed: ReadonlySet<string> }) =>
  ({ start }: { start: Start }): boolean =>
    !dismissed.has(itemOf(start));

/** By what a thing is known again, whichever rule recommends it: of a student it is recommended once, and dismissed. */
export function itemOf(start: Start): string {
  switch (start.to) {
    case 'lesson':
      return `lesson:${start.lessonId}`;
    case 'quiz':
      return `quiz:${start.topicId}`;
    case 'material':
      return `material:${start.materialId}`;
    default:
      return start.to;
  }
}
