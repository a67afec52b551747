import type { MasteryWord } from '../learning/mastery/words.js';
import type { AnswerCount, Candidate } from './recommendation.js';

/** A lesson that is offered. */
export interface CatalogLesson {
  id: string;
  title: string;
  minutes: number;
}

/** A topic with its lessons, and the ids of what is learned before it. */
export interface CatalogTopic {
  id: string;
  /** `subject/topic`. */
  name: string;
  title: string;
  subjectId: string;
  subject: string;
  prerequisites: readonly string[];
  lessons: readonly CatalogLesson[];
  /** Whether it has questions enough for a quiz. */
  hasQuiz: boolean;
}

/** Every topic, in the order in which they build on each other. */
export type Catalog = readonly CatalogTopic[];

/** What a student's answers say of a topic. */
export interface TopicFacts {
  topicId: string;
  /** The probability that it is known. */
  known: number;
  word: MasteryWord;
  answers: number;
  /** Of the last eight at most. */
  recent: AnswerCount;
  lastAnsweredAt: Date | null;
}

/** What is known of a topic on which a student began a quiz. */
export interface QuizFacts {
  topicId: string;
  /** Whether one was handed in on the study day that is planned, or its time ended. */
  wasToday: boolean;
  /** Whether it has a written question that the student has not handed in: others count for nothing. */
  hasNew: boolean;
}

/** How far a student is in a lesson that was begun. */
export interface LessonFacts {
  lessonId: string;
  /** 0 to 1. */
  position: number;
  isCompleted: boolean;
  /** The study day on which it was completed or, until then, read last. */
  touchedOn: string;
}

/** What the rules look at, of one student and one study day. */
export interface StudentFacts {
  userId: string;
  /** The study day that is planned, YYYY-MM-DD. */
  day: string;
  /** Whether anything was credited on it, which a card brings as well as minutes: it can be paused no more. */
  isStudiedToday: boolean;
  /** In which the student wants to study a day. */
  dailyMinutes: number;
  /** ISO weekdays; none for all. */
  studyDays: readonly number[];
  /** A day of the calendar. */
  examDate: string | null;
  /** Ids of the subjects that were chosen, in the student's order. */
  subjectIds: readonly string[];
  /** Announced pauses that have not ended. */
  pauses: readonly { firstDay: string; lastDay: string }[];
  cards: { due: number; fresh: number; reviewedToday: number; newToday: number };
  topics: readonly TopicFacts[];
  quizzes: readonly QuizFacts[];
  lessons: readonly LessonFacts[];
  /** Materials that can be asked and never were, the latest first. */
  unasked: readonly { materialId: string; title: string; readyOn: string; question: string | null }[];
  /** Credited minutes of study days, also of the one that is planned. */
  minutes: readonly { day: string; minutes: number }[];
  /** The hour of the student's clock at which study began, one a study day of the last weeks. */
  startHours: readonly number[];
  /** Items that the student wants to hear nothing of. */
  dismissed: ReadonlySet<string>;
}

/** A rule: what it would recommend, the most fitting first. */
export type Rule = (facts: StudentFacts, catalog: Catalog) => Candidate[];
