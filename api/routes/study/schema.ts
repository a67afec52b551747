import { z } from 'zod';
import { MAX_BLOCK_MINUTES, MAX_SESSION_MINUTES } from '../../../domain/learning/study/limits.js';
import { STUDY_MODES } from '../../../domain/learning/study/study-time.js';
import { defineOperation } from '../../contract/operation.js';
import { id, instant, queryInteger, studyDay, topicName } from '../../contract/schemas.js';

const base = { tag: 'learning', access: 'student', limit: 'general' } as const;

const mode = z
  .enum(STUDY_MODES)
  .describe('`free` is counted from beat to beat; a `block` may be silent, and is credited as planned');

const studied = { topic: topicName.nullable(), lessonId: id.nullable(), materialId: id.nullable() };
const session = {
  id,
  mode,
  ...studied,
  plannedMinutes: z.number().int().nullable(),
  startedAt: instant,
};

const openSession = z
  .strictObject({
    ...session,
    kind: z.enum(['focus', 'break']).describe('What the last beat said'),
    lastBeatAt: instant,
    focusSeconds: z.number().int().describe('Counted until the last beat'),
    breakSeconds: z.number().int(),
    closesAt: instant.describe('When it is closed if nothing more is heard; of a block by when it is to be ended'),
  })
  .meta({ id: 'StudySession' });

const endedSession = z
  .strictObject({
    ...session,
    endedAt: instant.describe('Of a forgotten one the last beat'),
    byPlan: z.boolean().describe('Whether it is a block that is credited as planned'),
    minutes: z.number().int().describe('Credited'),
    xp: z.number().int(),
    days: z.array(z.strictObject({ studyDay, minutes: z.number().int() })),
  })
  .meta({ id: 'EndedStudySession' });

export const startStudyOperation = defineOperation({
  ...base,
  id: 'startStudy',
  method: 'post',
  path: '/study/start',
  summary: 'Begin a study session; where one is open on any device, it is that one',
  body: z
    .strictObject({
      mode: mode.default('free'),
      plannedMinutes: z.number().int().min(1).max(MAX_SESSION_MINUTES).optional(),
      topic: topicName.optional(),
      lessonId: id.optional(),
      materialId: id.optional(),
    })
    .refine(({ mode, plannedMinutes }) => mode === 'free' || (plannedMinutes ?? Infinity) <= MAX_BLOCK_MINUTES, {
      path: ['plannedMinutes'],
      message: `A block is planned, for ${MAX_BLOCK_MINUTES} minutes at most`,
    })
    .refine(
      ({ topic, lessonId, materialId }) => [topic, lessonId, materialId].filter((one) => one !== undefined).length <= 1,
      'Name a topic, a lesson or a material, one at most',
    ),
  responses: { 200: { description: 'The session that is open now', schema: openSession } },
  problems: ['not-found', 'account-closed'],
});

export const beatStudyOperation = defineOperation({
  ...base,
  id: 'beatStudy',
  limit: 'heartbeats',
  looksAtSession: true,
  method: 'post',
  path: '/study/heartbeat',
  summary: 'Say once a minute that study goes on, or that a break does',
  description:
    "By the server's clock: of the time since the last beat 90 seconds count at most, and nothing of a break. More beats count no more.",
  body: z.strictObject({ kind: z.enum(['focus', 'break']).describe('What begins, or goes on') }),
  responses: {
    200: {
      description: 'It is counted',
      schema: z
        .strictObject({ focusSeconds: z.number().int(), breakSeconds: z.number().int(), closesAt: instant })
        .meta({ id: 'StudyBeat' }),
    },
  },
  problems: ['not-studying', 'account-closed'],
});

export const endStudyOperation = defineOperation({
  ...base,
  id: 'endStudy',
  method: 'post',
  path: '/study/end',
  summary: 'End the open study session; where none is open, the one that ended last',
  responses: { 200: { description: 'The session, and what it is credited with', schema: endedSession } },
  problems: ['not-studying', 'account-closed'],
});

export const getCurrentStudyOperation = defineOperation({
  ...base,
  id: 'getCurrentStudy',
  method: 'get',
  path: '/study/current',
  summary: 'The open study session',
  responses: {
    200: {
      description: 'It, or null',
      schema: z.strictObject({ session: openSession.nullable().describe('Null where none is open') }),
    },
  },
  problems: [],
});

const studiedDay = z
  .strictObject({
    studyDay,
    minutes: z.number().int(),
    sessions: z.array(
      z.strictObject({ id, mode, ...studied, startedAt: instant, endedAt: instant, minutes: z.number().int() }),
    ),
  })
  .meta({ id: 'StudyDay' });

export const listStudyDaysOperation = defineOperation({
  ...base,
  id: 'listStudyDays',
  method: 'get',
  path: '/study/history',
  summary: 'The study days with credited minutes, the latest first, and the sessions of each',
  query: z.strictObject({
    limit: queryInteger(1, 31).default(14).describe('Most days to answer'),
    before: studyDay.optional().describe('`nextBefore` of the page before'),
  }),
  responses: {
    200: {
      description: 'A page of days',
      schema: z.strictObject({
        data: z.array(studiedDay),
        nextBefore: studyDay.nullable().describe('Null on the last page'),
      }),
    },
  },
  problems: [],
});
