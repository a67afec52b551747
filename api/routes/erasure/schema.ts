import { z } from 'zod';
import { defineOperation } from '../../contract/operation.js';
import { accountProof, id, instant } from '../../contract/schemas.js';

const erasure = z
  .strictObject({
    status: z.literal('erasing'),
    eraseAt: instant.describe('When everything is removed; signing in before that calls it off'),
    receiptId: id.describe('Of the receipt: support tells by it what was removed, when nothing tells whose it was'),
  })
  .meta({ id: 'Erasure' });

export const requestErasureOperation = defineOperation({
  id: 'requestErasure',
  method: 'delete',
  path: '/users/me',
  tag: 'users',
  summary: 'Erase the account after a time of grace; ends every session',
  access: 'student',
  limit: 'sign-in',
  body: z.strictObject({ proof: accountProof }),
  responses: { 202: { description: 'The time of grace has begun', schema: erasure } },
  problems: ['reauthentication-failed', 'google-not-configured'],
});
