import { z } from 'zod';
import { QUIZ_QUESTIONS } from '../../../domain/quizzes/limits.js';
import { defineOperation } from '../../contract/operation.js';
import { id, instant } from '../../contract/schemas.js';
import { attemptQuestion, givenAnswer } from './question-schema.js';
import { attemptStatus, endedBy, materialIds, score, topic } from './schema.js';

const base = { tag: 'quizzes', access: 'student', limit: 'general' } as const;
const count = z.number().int();
const params = z.strictObject({ id });

const attempt = z
  .strictObject({
    id,
    quizId: id,
    topic,
    lessonId: id.nullable(),
    materialIds,
    number: count.describe('Counts the attempts at the quiz; from the second on it is practice'),
    status: attemptStatus,
    startedAt: instant,
    deadline: instant.nullable().describe("By the server's clock; null without a time limit"),
    pausedAt: instant.nullable(),
    endedAt: instant.nullable(),
    endedBy: endedBy.nullable(),
    seconds: count.nullable().describe('It took, without pauses; null until it has ended'),
    score: score.nullable().describe('The mean of the marks; null until it has ended'),
    xp: count.nullable().describe('What it brought; null until it has ended'),
    questions: z.array(attemptQuestion),
  })
  .meta({ id: 'QuizAttempt' });

export const startQuizOperation = defineOperation({
  ...base,
  id: 'startQuiz',
  method: 'post',
  path: '/quiz/{id}/start',
  summary: 'Begin an attempt; where one is open, on any device, it is that one',
  params,
  responses: { 200: { description: 'The attempt that is open now', schema: attempt } },
  problems: ['quiz-not-ready', 'account-closed'],
});

export const getQuizAttemptOperation = defineOperation({
  ...base,
  id: 'getQuizAttempt',
  method: 'get',
  path: '/quiz/attempts/{id}',
  summary: 'An attempt with its questions; once it has ended, with results, keys and explanations',
  params,
  responses: { 200: { description: 'The attempt', schema: attempt } },
  problems: [],
});

export const saveQuizAnswerOperation = defineOperation({
  ...base,
  id: 'saveQuizAnswer',
  method: 'put',
  path: '/quiz/attempts/{id}/answers/{questionId}',
  summary: 'Save the answer to a question of an open attempt, or take it back',
  description:
    'Of two devices the later one wins. In a timed attempt an answer counts that reaches the server up to five seconds ' +
    'after the deadline.',
  params: z.strictObject({ id, questionId: id }),
  body: z.strictObject({
    answer: givenAnswer.nullable().describe('Null takes it back'),
    revision: count.min(0).optional().describe('Which was changed; it decides nothing'),
  }),
  responses: {
    200: {
      description: 'What is kept now',
      schema: z
        .strictObject({
          questionId: id,
          answer: givenAnswer.nullable(),
          revision: count,
          answeredAt: instant.nullable(),
          hadChanged: z.boolean().describe('Another device had changed it after the revision that was named'),
        })
        .meta({ id: 'SavedQuizAnswer' }),
    },
  },
  problems: ['attempt-over', 'attempt-paused', 'account-closed'],
});

const pausing = { ...base, method: 'post', params } as const;
const pausingProblems = ['attempt-over', 'attempt-timed', 'account-closed'] as const;

export const pauseQuizAttemptOperation = defineOperation({
  ...pausing,
  id: 'pauseQuizAttempt',
  path: '/quiz/attempts/{id}/pause',
  summary: 'Pause an attempt without a time limit; no answer is taken until it is resumed',
  responses: { 200: { description: 'The attempt', schema: attempt } },
  problems: pausingProblems,
});

export const resumeQuizAttemptOperation = defineOperation({
  ...pausing,
  id: 'resumeQuizAttempt',
  path: '/quiz/attempts/{id}/resume',
  summary: 'Go on with an attempt that is paused',
  responses: { 200: { description: 'The attempt', schema: attempt } },
  problems: pausingProblems,
});

export const submitQuizOperation = defineOperation({
  ...base,
  id: 'submitQuiz',
  method: 'post',
  path: '/quiz/submit',
  summary: 'Hand an attempt in, with answers that are not saved yet, and get its result',
  description: 'It is graded once. Whoever hands it in again, or after its deadline, gets the result that there is.',
  body: z.strictObject({
    attemptId: id,
    answers: z
      .array(z.strictObject({ questionId: id, answer: givenAnswer.nullable() }))
      .max(QUIZ_QUESTIONS.most)
      .refine((answers) => new Set(answers.map(({ questionId }) => questionId)).size === answers.length, {
        message: 'A question has one answer',
      })
      .optional(),
  }),
  responses: { 200: { description: 'The attempt with its results', schema: attempt } },
  problems: ['not-found', 'account-closed'],
});
