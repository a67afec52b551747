import type {
  Catalog,
  CatalogTopic,
  LessonFacts,
  QuizFacts,
  StudentFacts,
  TopicFacts,
} from '../../domain/recommendations/facts.js';

/** A Tuesday. */
export const DAY = '2026-03-03';

/** A student who has done nothing, and wants half an hour a day. */
export const factsOf = (known: Partial<StudentFacts> = {}): StudentFacts => ({
  ...{
    userId: 'u',
    day: DAY,
    isStudiedToday: false,
    dailyMinutes: 30,
    studyDays: [],
    examDate: null,
    subjectIds: [],
    pauses: [],
  },
  cards: { due: 0, fresh: 0, reviewedToday: 0, newToday: 0 },
  ...{ topics: [], quizzes: [], lessons: [], unasked: [], minutes: [], startHours: [], dismissed: new Set<string>() },
  ...known,
});

/** A topic of physics with one lesson of ten minutes, `{id}-1`. */
export const topicOf = (id: string, more: Partial<CatalogTopic> = {}): CatalogTopic => ({
  ...{
    id,
    name: `physics/${id}`,
    title: id,
    subjectId: 'physics',
    subject: 'Physics',
    prerequisites: [],
    hasQuiz: true,
  },
  lessons: [{ id: `${id}-1`, title: `${id}, one`, minutes: 10 }],
  ...more,
});

/** A topic of which eight answers are known, the share of right ones as its probability. */
export const answersOf = (topicId: string, right: number, more: Partial<TopicFacts> = {}): TopicFacts => ({
  ...{ topicId, known: right / 8, word: right < 5 ? 'learning' : 'familiar', answers: 12 },
  ...{ recent: { right, answers: 8, isAll: false } },
  lastAnsweredAt: new Date('2026-03-01T12:00:00Z'),
  ...more,
});

/** A topic on which a quiz was handed in, on another day and with questions left. */
export const quizOf = (topicId: string, more: Partial<QuizFacts> = {}): QuizFacts => ({
  ...{ topicId, wasToday: false, hasNew: true },
  ...more,
});

export const readOf = (lessonId: string, more: Partial<LessonFacts> = {}): LessonFacts => ({
  ...{ lessonId, position: 1, isCompleted: true, touchedOn: '2026-03-01' },
  ...more,
});

/** Coordinates, then vectors, then fields, each built on the one before; heat on nothing. */
export const CATALOG: Catalog = [
  topicOf('coordinates'),
  topicOf('vectors', { prerequisites: ['coordinates'] }),
  topicOf('fields', { prerequisites: ['vectors'] }),
  topicOf('heat'),
];
