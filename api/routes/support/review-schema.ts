import { z } from 'zod';
import { REPORT_REASONS } from '../../../domain/quizzes/report-reasons.js';
import { defineOperation } from '../../contract/operation.js';
import { id, instant, listOf, page } from '../../contract/schemas.js';
import { base, reason } from './schema.js';

const entry = z
  .strictObject({
    id,
    action: z.string(),
    actorKind: z.enum(['user', 'command', 'system']),
    actorId: id.nullable(),
    subjectId: id.nullable().describe('Whom it concerned; null where nobody, or one who is gone'),
    reason: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
    createdAt: instant,
  })
  .meta({ id: 'AuditEntry' });

export const readAuditOperation = defineOperation({
  ...base,
  id: 'supportReadAudit',
  method: 'get',
  path: '/support/audit',
  summary: 'Who did what, and why; that it is read is written as well',
  query: page.extend({ reason, userId: id.optional().describe('Whom it concerned') }),
  responses: { 200: { description: 'A page, newest first', schema: listOf(entry) } },
  problems: ['not-allowed', 'not-found'],
});

const flagCase = z
  .strictObject({
    id,
    kind: z.string(),
    day: z.string(),
    closedAt: instant.nullable(),
    note: z.string().nullable(),
    students: z
      .array(z.strictObject({ userId: id, evidence: z.record(z.string(), z.unknown()) }))
      .describe('All whom it concerns'),
  })
  .meta({ id: 'FlagCase' });

export const readFlagsOperation = defineOperation({
  ...base,
  id: 'supportReadFlags',
  method: 'get',
  path: '/support/flags',
  summary: 'The oldest open cases of what is hardly done alone and honestly, or the last of a student',
  query: z.strictObject({ reason, userId: id.optional() }),
  responses: { 200: { description: 'Cases', schema: z.strictObject({ data: z.array(flagCase).max(100) }) } },
  problems: ['not-allowed', 'not-found'],
});

export const closeFlagOperation = defineOperation({
  ...base,
  id: 'supportCloseFlag',
  method: 'post',
  path: '/support/flags/{id}/close',
  summary: 'Close a case; the reason is its note, which its students get in their exports',
  params: z.strictObject({ id }),
  body: z.strictObject({ reason }),
  responses: { 204: { description: 'It is closed' } },
  problems: ['not-allowed', 'not-found'],
});

export const readReportsOperation = defineOperation({
  ...base,
  id: 'supportReadQuestionReports',
  method: 'get',
  path: '/support/question-reports',
  summary: 'Questions that students have reported, by the reasons they gave',
  query: page.extend({ reason }),
  responses: {
    200: {
      description: 'A page, in the order of their ids',
      schema: listOf(
        z
          .strictObject({
            questionId: id,
            isRetired: z.boolean(),
            reports: z.number().int(),
            reasons: z.partialRecord(z.enum(REPORT_REASONS), z.number().int()),
          })
          .meta({ id: 'ReportedQuestion' }),
      ),
    },
  },
  problems: ['not-allowed'],
});
