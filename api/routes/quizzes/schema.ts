import { z } from 'zod';
import { DIFFICULTIES } from '../../../domain/quizzes/draft-question.js';
import {
  MAX_TIME_LIMIT_MINUTES,
  QUIZ_ATTEMPTS_SHOWN,
  QUIZ_MATERIALS,
  QUIZ_QUESTIONS,
  QUIZ_SOURCES,
} from '../../../domain/quizzes/limits.js';
import { QUESTION_KINDS } from '../../../domain/quizzes/question.js';
import { REPORT_REASONS } from '../../../domain/quizzes/report-reasons.js';
import { EXPORT_FORMATS } from '../../../services/quizzes/export-quiz.js';
import { defineOperation } from '../../contract/operation.js';
import { id, instant, listOf, page, pageRange, plainText, topicName } from '../../contract/schemas.js';
import { attemptQuestion, givenAnswer } from './question-schema.js';

const base = { tag: 'quizzes', access: 'student', limit: 'general' } as const;

const count = z.number().int();
const score = z.number().min(0).max(1).describe('The mean of the marks');
const kinds = z.array(z.enum(QUESTION_KINDS));
const difficulty = z.enum(DIFFICULTIES);
const attemptStatus = z.enum(['running', 'ended', 'cancelled']);
const attemptParams = z.strictObject({ id });
const topic = topicName.nullable().describe('Null for materials of no topic, or of several');
const materialIds = z.array(id).describe('Of which it is made; empty for a topic or a lesson');
const source = z.enum(QUIZ_SOURCES);

const quiz = z
  .strictObject({
    id,
    status: z.enum(['queued', 'processing', 'ready', 'failed', 'cancelled']),
    topic,
    lessonId: id.nullable(),
    materialIds,
    pages: pageRange.nullable().describe('Of each material; null for all'),
    source,
    count: count.describe('Questions that were asked for'),
    kinds: kinds.nullable().describe('Null for all'),
    difficulty: difficulty.nullable(),
    timeLimitMinutes: count.nullable(),
    questionCount: count.nullable().describe('Questions that it has; null unless it is ready'),
    isShorter: z.boolean().describe('It is ready with fewer questions than were asked for, since there are no more'),
    refusals: z
      .record(z.string(), count)
      .nullable()
      .describe(
        'How many drafts each check refused, by the names in docs/question-checks.md; null where none was drafted',
      ),
    failure: z.string().nullable().describe('Why it failed: a word from docs/failures.md'),
    attempts: z
      .array(z.strictObject({ id, number: count, status: attemptStatus, score: score.nullable(), startedAt: instant }))
      .max(QUIZ_ATTEMPTS_SHOWN)
      .describe('The latest ones, in their order'),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Quiz' });

const endedBy = z.enum(['student', 'deadline']);

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

export const generateQuizOperation = defineOperation({
  ...base,
  id: 'generateQuiz',
  limit: 'ai',
  method: 'post',
  path: '/quiz/generate',
  summary: 'Have a quiz made on a topic, on a lesson, or of own materials',
  description:
    'On a topic or a lesson of the questions that are written on it, those first that the student was never asked; ' +
    'where these are too few and a chat model is configured, also of drafts from the lessons. Of materials it is of ' +
    'drafts alone, and where too few of these are new, of those that the student was asked longest ago. With fewer ' +
    'than were asked for, and at least three, it is ready all the same, and says so.',
  body: z
    .strictObject({
      topic: topicName.optional(),
      lessonId: id.optional(),
      materialIds: z.array(id).min(1).max(QUIZ_MATERIALS).optional(),
      pages: pageRange.optional().describe('Of each material, these pages only'),
      source: source
        .default('any')
        .describe('Written questions alone, generated ones alone, or any: then written ones come first'),
      count: count.min(QUIZ_QUESTIONS.least).max(QUIZ_QUESTIONS.most).default(QUIZ_QUESTIONS.usual),
      kinds: kinds.min(1).max(QUESTION_KINDS.length).optional().describe('All, unless some are named'),
      difficulty: difficulty.optional().describe('Any, unless one is named'),
      timeLimitMinutes: count.min(1).max(MAX_TIME_LIMIT_MINUTES).optional(),
    })
    .refine(
      ({ topic, lessonId, materialIds }) =>
        [topic, lessonId, materialIds].filter((one) => one !== undefined).length === 1,
      'Name a topic, a lesson or materials, one of them',
    )
    .refine(({ pages, materialIds }) => !pages || materialIds, 'Pages are those of materials')
    .refine(({ source, materialIds }) => source !== 'written' || !materialIds, 'Of materials no questions are written'),
  idempotent: true,
  preferWait: true,
  responses: {
    200: { description: 'The wait saw the end of the work', schema: quiz },
    202: { description: 'Taken; the work goes on', schema: quiz },
  },
  problems: ['not-found', 'account-closed', 'ai-budget-exhausted'],
});

export const listQuizHistoryOperation = defineOperation({
  ...base,
  id: 'listQuizHistory',
  method: 'get',
  path: '/quiz/history',
  summary: 'The attempts that have ended, the latest first, and how the scores go',
  query: page.extend({ topic: topicName.optional().describe('Those on it only') }),
  responses: {
    200: {
      description: 'A page of attempts',
      schema: listOf(
        z
          .strictObject({
            attemptId: id,
            quizId: id,
            topic,
            lessonId: id.nullable(),
            materialIds,
            number: count,
            startedAt: instant,
            endedAt: instant,
            endedBy,
            seconds: count,
            questions: count,
            right: count.describe('Questions that were answered wholly right'),
            score,
            xp: count,
          })
          .meta({ id: 'FinishedAttempt' }),
      ).extend({
        trend: z.strictObject({
          recent: score.nullable().describe('The mean score of the latest five; null without any'),
          before: score.nullable().describe('Of the five before these'),
        }),
      }),
    },
  },
  problems: [],
});

export const getQuizOperation = defineOperation({
  ...base,
  id: 'getQuiz',
  method: 'get',
  path: '/quiz/{id}',
  summary: 'A quiz, without its questions, and the attempts at it',
  params: z.strictObject({ id }),
  preferWait: true,
  responses: { 200: { description: 'The quiz', schema: quiz } },
  problems: [],
});

export const cancelQuizOperation = defineOperation({
  ...base,
  id: 'cancelQuiz',
  method: 'post',
  path: '/quiz/{id}/cancel',
  summary: 'Stop the making of a quiz',
  params: z.strictObject({ id }),
  responses: { 200: { description: 'Cancelled, now or before', schema: quiz } },
  problems: ['account-closed', 'not-running'],
});

export const exportQuizOperation = defineOperation({
  ...base,
  id: 'exportQuiz',
  method: 'get',
  path: '/quiz/{id}/export',
  summary: 'The questions of a quiz, with what is right, as a text that Moodle and others import',
  description: 'Once an attempt at it has ended.',
  params: z.strictObject({ id }),
  query: z.strictObject({ format: z.enum(EXPORT_FORMATS).default('gift') }),
  responses: { 200: { description: 'The text, in UTF-8', contentType: 'text/plain' } },
  problems: ['quiz-not-finished'],
});

export const startQuizOperation = defineOperation({
  ...base,
  id: 'startQuiz',
  method: 'post',
  path: '/quiz/{id}/start',
  summary: 'Begin an attempt; where one is open, on any device, it is that one',
  params: z.strictObject({ id }),
  responses: { 200: { description: 'The attempt that is open now', schema: attempt } },
  problems: ['quiz-not-ready', 'account-closed'],
});

export const getQuizAttemptOperation = defineOperation({
  ...base,
  id: 'getQuizAttempt',
  method: 'get',
  path: '/quiz/attempts/{id}',
  summary: 'An attempt with its questions; once it has ended, with results, keys and explanations',
  params: attemptParams,
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

const pausing = { ...base, method: 'post', params: attemptParams } as const;
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

export const reportQuestionOperation = defineOperation({
  ...base,
  id: 'reportQuestion',
  method: 'post',
  path: '/quiz/questions/{id}/report',
  summary: 'Say what is wrong with a question that one was asked; said again it replaces what was said',
  params: z.strictObject({ id }),
  body: z.strictObject({
    reason: z.enum(REPORT_REASONS),
    text: plainText(1_000).optional(),
  }),
  responses: { 204: { description: 'It is kept' } },
  problems: ['account-closed'],
});
