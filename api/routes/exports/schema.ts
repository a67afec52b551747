import { z } from 'zod';
import { defineOperation } from '../../contract/operation.js';
import { id, instant } from '../../contract/schemas.js';

const accountExport = z
  .strictObject({
    id,
    status: z.enum(['queued', 'processing', 'ready', 'failed', 'cancelled', 'expired']),
    bytes: z.number().int().nullable(),
    url: z.url().nullable().describe('Where the file can be fetched without a login, until it expires'),
    expiresAt: instant.nullable().describe('When the file and its address end, a day after it was ready'),
    failure: z.string().nullable().describe('Why it failed: a word from docs/failures.md'),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Export' });

export const requestExportOperation = defineOperation({
  id: 'requestExport',
  method: 'post',
  path: '/users/me/export',
  tag: 'users',
  summary: 'Have everything that is kept of the student written into one file; three times a day at most',
  access: 'student',
  limit: 'general',
  idempotent: true,
  preferWait: true,
  responses: {
    200: { description: 'The wait saw the end of the work', schema: accountExport },
    202: { description: 'Taken, or one is being written already; the work goes on', schema: accountExport },
  },
  problems: ['account-closed'],
});

export const getExportOperation = defineOperation({
  id: 'getExport',
  method: 'get',
  path: '/users/me/export/{id}',
  tag: 'users',
  summary: 'One export, with an address to fetch it while there is one',
  access: 'student',
  limit: 'general',
  params: z.strictObject({ id }),
  preferWait: true,
  responses: { 200: { description: 'The export', schema: accountExport } },
  problems: [],
});
