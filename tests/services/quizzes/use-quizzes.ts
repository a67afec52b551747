import { beforeEach } from '@jest/globals';
import type { Quiz } from '../../../db/models/quiz.js';
import { findAttempt } from '../../../db/queries/quiz-attempts.js';
import type { GivenAnswer } from '../../../domain/quizzes/question.js';
import { startAttempt } from '../../../services/quizzes/start-attempt.js';
import { submitAttempt } from '../../../services/quizzes/submit-attempt.js';
import type { Caller } from '../../../services/shared/lock-caller.js';
import {
  buildQuiz,
  buildQuizItems,
  buildQuizQuestion,
  buildSession,
  buildStudent,
  buildTopic,
} from '../../support/factories/index.js';
import { type TestServices, useTestServices } from '../../support/test-services.js';

export const RIGHT: GivenAnswer = { kind: 'single-choice', chosen: 'right' };
export const WRONG: GivenAnswer = { kind: 'single-choice', chosen: 'wrong' };

/** A student with questions on a topic, at a time of the test. */
export interface Quizzes {
  services: TestServices;
  readonly caller: Caller;
  readonly userId: string;
  readonly topicId: string;
  /** Ten questions between two options. */
  readonly questionIds: string[];
  /** What services take for the present. */
  now: Date;
  /** A quiz of the student that is ready, of some of the questions; of all, if nothing is said. */
  makeQuiz(columns?: Partial<Quiz>, questionIds?: readonly string[]): Promise<string>;
  start(quizId: string): Promise<string>;
  /** Hands an attempt in, with these answers in the order of the quiz; null is nothing. */
  submit(attemptId: string, answers?: readonly (GivenAnswer | null)[]): Promise<void>;
  /** The same, of a new attempt. */
  attempt(quizId: string, answers: readonly (GivenAnswer | null)[]): Promise<string>;
  read(attemptId: string): ReturnType<typeof findAttempt>;
}

/** Gives the file that calls it services, and before each test a student. */
export function useQuizzes(): Quizzes {
  const services = useTestServices();
  const quizzes: Quizzes = {
    services: Object.create(services, { clock: { value: () => quizzes.now } }),
    caller: { userId: '', sessionId: '' },
    userId: '',
    topicId: '',
    questionIds: [],
    now: new Date(),
    async makeQuiz(columns = {}, questionIds = quizzes.questionIds) {
      const { userId, topicId } = quizzes;
      const sizes = { wished: questionIds.length, questionCount: questionIds.length };
      const { id } = await buildQuiz(services.db, { userId, topicId, ...sizes, ...columns });
      await buildQuizItems(services.db, id, questionIds);
      return id;
    },
    start: (quizId) => startAttempt(quizzes.services, { caller: quizzes.caller, quizId }),
    async submit(attemptId, answers = []) {
      const { questions = [] } = (await quizzes.read(attemptId)) ?? {};
      const handedIn = answers.map((answer, at) => ({ questionId: questions[at]?.id ?? '', answer }));
      await submitAttempt(quizzes.services, { caller: quizzes.caller, attemptId, answers: handedIn });
    },
    async attempt(quizId, answers) {
      const id = await quizzes.start(quizId);
      await quizzes.submit(id, answers);
      return id;
    },
    read: (attemptId) => findAttempt(services.db, quizzes.userId, attemptId),
  };
  beforeEach(async () => {
    const { id: userId } = await buildStudent(services.db);
    const { id: sessionId } = await buildSession(services.db, { userId });
    const { id: topicId } = await buildTopic(services.db);
    const questionIds: string[] = [];
    for (let at = 0; at < 10; at += 1)
      questionIds.push((await buildQuizQuestion(services.db, { topicId, slug: `question-${at}` })).id);
    Object.assign(quizzes, { caller: { userId, sessionId }, userId, topicId, questionIds, now: new Date() });
  });
  return quizzes;
}

/** So many answers. */
export const times = (count: number, answer: GivenAnswer | null): (GivenAnswer | null)[] =>
  Array.from({ length: count }, () => answer);
