import { z } from 'zod';
import { MAX_ADJUSTMENT } from '../../../domain/support/work-kinds.js';
import { defineOperation } from '../../contract/operation.js';
import { id } from '../../contract/schemas.js';
import { base, kind, ofUser, reason, supportRow, temporalUrl } from './schema.js';

const one = z.strictObject({ kind, id });
const because = z.strictObject({ reason });

const rowNow = { description: 'The row as it is now', schema: supportRow };

export const retryRowOperation = defineOperation({
  ...base,
  id: 'supportRetry',
  method: 'post',
  path: '/support/{kind}/{id}/retry',
  summary: 'Begin a new run at what failed or was cancelled, as its student could; what goes on is left to it',
  params: one,
  body: because,
  responses: { 202: rowNow },
  problems: [
    ...(['not-allowed', 'not-found', 'account-closed', 'nothing-to-retry'] as const),
    ...(['material-exists', 'daily-pages-reached', 'ai-budget-exhausted'] as const),
  ],
});

export const cancelRowOperation = defineOperation({
  ...base,
  id: 'supportCancel',
  method: 'post',
  path: '/support/{kind}/{id}/cancel',
  summary: 'Stop work, as its student could; what it has made so far stays',
  params: one,
  body: because,
  responses: { 200: rowNow },
  problems: ['not-allowed', 'not-found', 'account-closed', 'not-running'],
});

export const adjustXpOperation = defineOperation({
  ...base,
  id: 'supportAdjustXp',
  method: 'post',
  path: '/support/users/{id}/xp-adjustments',
  summary: 'Give a student XP or take some back: a line of the ledger, and a notice',
  params: ofUser,
  body: z.strictObject({
    points: z
      .number()
      .int()
      .min(-MAX_ADJUSTMENT)
      .max(MAX_ADJUSTMENT)
      .refine((points) => points !== 0, 'Must not be 0'),
    reason,
  }),
  idempotent: true,
  responses: {
    201: {
      description: 'What the student has now',
      schema: z.strictObject({ xp: z.number().int(), level: z.number().int() }),
    },
  },
  problems: ['not-allowed', 'not-found', 'account-closed', 'idempotency-key-in-use', 'idempotency-key-reused'],
});

export const runJobOperation = defineOperation({
  ...base,
  id: 'supportRunJob',
  method: 'post',
  path: '/support/jobs/{name}/run',
  summary: 'Begin a run of what runs by the clock, unless one goes on',
  params: z.strictObject({ name: z.string().max(50).describe('Of a schedule, such as `reconcile`') }),
  body: because,
  responses: { 202: { description: 'It was asked for', schema: z.strictObject({ temporalUrl }) } },
  problems: ['not-allowed', 'not-found', 'service-unavailable'],
});
