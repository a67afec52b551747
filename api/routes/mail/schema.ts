import { z } from 'zod';
import { defineOperation } from '../../contract/operation.js';

const code = z.string().min(1).max(200).describe('The code of a mail; it works for 60 days, and more than once');

const unsubscribeAddress = { path: '/mail/unsubscribe', tag: 'users', access: 'public', limit: 'sign-in' } as const;

export const unsubscribeOperation = defineOperation({
  ...unsubscribeAddress,
  id: 'unsubscribe',
  method: 'post',
  summary: 'Get no more mails of the kind that a code came in',
  description:
    'The address of the List-Unsubscribe header (RFC 8058): mail programs post `List-Unsubscribe=One-Click` to it. ' +
    'What is in the body makes no difference. Nothing is said of whose code it is.',
  query: z.object({ code }),
  responses: { 204: { description: 'Such mails are switched off' } },
  problems: ['code-invalid'],
});

export const explainUnsubscribeOperation = defineOperation({
  ...unsubscribeAddress,
  id: 'explainUnsubscribe',
  method: 'get',
  summary: 'How to unsubscribe; programs that follow every link of a mail change nothing',
  query: z.object({ code: code.optional() }),
  responses: {
    200: {
      description: 'A sentence for who opens the address in a browser',
      schema: z.strictObject({ message: z.string() }).meta({ id: 'UnsubscribeHint' }),
    },
  },
  problems: [],
});
