import { isWeak } from '../learning/mastery/words.js';
import type { Catalog, CatalogLesson, CatalogTopic, LessonFacts, StudentFacts, TopicFacts } from './facts.js';
import type { AnswerCount, Start } from './recommendation.js';

/** Shorter pieces of a lesson are not worth beginning. */
const MIN_LESSON_MINUTES = 5;

/** A question of a quiz takes about a minute; a quiz has ten, and three at least. */
const QUIZ = { minutes: 10, least: 3 };

/** What a rule says of a thing to begin, beside its kind and evidence. */
export interface Step {
  start: Start;
  minutes: number;
  least: number;
  topicId: string;
}

/** How a student stands to the topics and lessons of the catalog. */
export interface Progress {
  topicOf(topicId: string): TopicFacts | undefined;
  lessonOf(lessonId: string): LessonFacts | undefined;
  isMastered(topic: CatalogTopic): boolean;
  /** Weak, or neither answered nor read: what builds on it stands on nothing. A topic that is familiar is none. */
  isUnmet(topic: CatalogTopic): boolean;
  hasReadAll(topic: CatalogTopic): boolean;
  /** The lessons of a topic that were not read, in their order. */
  lessons(topic: CatalogTopic): Step[];
  /** What is left to do of a topic: its lessons in their order, then its quiz. */
  steps(topic: CatalogTopic): Step[];
  isQuizzedToday(topic: CatalogTopic): boolean;
  /** A quiz, if the topic has one, none was today, and it can ask something that the student has not handed in. */
  quiz(topic: CatalogTopic): Step[];
  lesson(topic: CatalogTopic, lesson: CatalogLesson): Step;
}

const known = new WeakMap<StudentFacts, Progress>();

/** Reads a student's facts by topics and lessons, once for all rules. */
export function progressOf(facts: StudentFacts): Progress {
  const progress = known.get(facts) ?? readProgress(facts);
  known.set(facts, progress);
  return progress;
}

function readProgress({ topics, quizzes, lessons: begun }: StudentFacts): Progress {
  const byTopic = new Map(topics.map((topic) => [topic.topicId, topic]));
  const byQuiz = new Map(quizzes.map((quiz) => [quiz.topicId, quiz]));
  const byLesson = new Map(begun.map((lesson) => [lesson.lessonId, lesson]));
  const isCompleted = ({ id }: CatalogLesson) => byLesson.get(id)?.isCompleted ?? false;
  const hasReadAll = (topic: CatalogTopic) => topic.lessons.length > 0 && topic.lessons.every(isCompleted);
  const lesson = (topic: CatalogTopic, { id, title, minutes }: CatalogLesson): Step => {
    const left = Math.max(1, Math.ceil(minutes * (1 - (byLesson.get(id)?.position ?? 0))));
    const start = { to: 'lesson', lessonId: id, title } as const;
    return { start, minutes: left, least: Math.min(left, MIN_LESSON_MINUTES), topicId: topic.id };
  };
  const lessons = (topic: CatalogTopic) =>
    topic.lessons.filter((one) => !isCompleted(one)).map((one) => lesson(topic, one));
  const isQuizzedToday = ({ id }: CatalogTopic) => byQuiz.get(id)?.wasToday ?? false;
  const quiz = (topic: CatalogTopic): Step[] => {
    const { id, name, title, hasQuiz } = topic;
    if (!hasQuiz || isQuizzedToday(topic) || byQuiz.get(id)?.hasNew === false) return [];
    return [{ start: { to: 'quiz', topicId: id, topic: name, title }, ...QUIZ, topicId: id }];
  };
  return {
    topicOf: (topicId) => byTopic.get(topicId),
    lessonOf: (lessonId) => byLesson.get(lessonId),
    isMastered: ({ id }) => byTopic.get(id)?.word === 'mastered',
    isUnmet: (topic) => {
      const answered = byTopic.get(topic.id);
      if (answered && answered.answers > 0) return answered.word !== 'mastered' && isWeak(answered);
      return topic.lessons.length > 0 && !hasReadAll(topic);
    },
    hasReadAll,
    lessons,
    isQuizzedToday,
    quiz,
    lesson,
    steps: (topic) => [...lessons(topic), ...quiz(topic)],
  };
}

/** The topics of the student's subjects: those that were chosen, or else those in which something was begun. */
export function topicsOfStudent(facts: StudentFacts, catalog: Catalog): CatalogTopic[] {
  const { topicOf, lessonOf } = progressOf(facts);
  const isBegun = ({ id, lessons }: CatalogTopic) => topicOf(id) || lessons.some((lesson) => lessonOf(lesson.id));
  const subjectIds =
    facts.subjectIds.length > 0 ? facts.subjectIds : catalog.filter(isBegun).map((one) => one.subjectId);
  return [...new Set(subjectIds)].flatMap((subjectId) => catalog.filter((topic) => topic.subjectId === subjectId));
}

/** Without an answer there is nothing to count. */
export const NO_ANSWERS: AnswerCount = { right: 0, answers: 0, isAll: true };
