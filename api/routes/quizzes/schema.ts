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

const base = { tag: 'quizzes', access: 'student', limit: 'general' } as const;

const count = z.number().int();
export const score = z.number().min(0).max(1).describe('The mean of the marks');
const kinds = z.array(z.enum(QUESTION_KINDS));
const difficulty = z.enum(DIFFICULTIES);
export const attemptStatus = z.enum(['running', 'ended', 'cancelled']);
export const topic = topicName.nullable().describe('Null for materials of no topic, or of several');
export const materialIds = z.array(id).describe('Of which it is made; empty for a topic or a lesson');
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

export const endedBy = z.enum(['student', 'deadline']);

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
