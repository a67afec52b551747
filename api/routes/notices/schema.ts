import { z } from 'zod';
import { NOTICE_KINDS } from '../../../domain/game/notices.js';
import { defineOperation } from '../../contract/operation.js';
import { id, instant, listOf, page } from '../../contract/schemas.js';

export const notice = z
  .strictObject({
    id,
    kind: z.enum(NOTICE_KINDS),
    text: z.string().describe('English; a frontend in another language makes its own of kind and facts'),
    facts: z.record(z.string(), z.unknown()).describe('What the text is made of'),
    seenAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Notice' });

const base = { tag: 'notices', access: 'student', limit: 'general' } as const;

/** A place in a list whose first part may be seen meanwhile: the part and the notice. */
const cursor = z
  .string()
  .regex(/^(unseen|seen)\.[0-9a-f-]{36}$/, 'Must be `nextCursor` of the page before')
  .transform((text, { addIssue }) => {
    const [part, noticeId = ''] = text.split('.');
    if (id.safeParse(noticeId).success) return { isSeen: part === 'seen', id: noticeId };
    addIssue({ code: 'custom', message: 'Must be `nextCursor` of the page before' });
    return z.NEVER;
  });

export const listNoticesOperation = defineOperation({
  ...base,
  id: 'listNotices',
  method: 'get',
  path: '/notices',
  summary: 'What is new for the student: those not seen first, the newest first; kept for 90 days',
  description: 'The header `Unseen-Count` says how many were not seen, for a badge.',
  query: page.extend({ cursor: cursor.optional().describe('`nextCursor` of the page before') }),
  responses: { 200: { description: 'A page of notices', schema: listOf(notice) } },
  problems: [],
});

export const markNoticesSeenOperation = defineOperation({
  ...base,
  id: 'markNoticesSeen',
  method: 'post',
  path: '/notices/seen',
  summary: 'Mark notices as seen; those that are gone or were seen before are passed over',
  body: z.strictObject({ noticeIds: z.array(id).min(1).max(100) }),
  responses: { 204: { description: 'They are seen' } },
  problems: ['account-closed'],
});
