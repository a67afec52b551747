import { z } from 'zod';
import { normalizeEmail } from '../../../domain/account/email.js';
import { NOTICE_KINDS } from '../../../domain/game/notices.js';
import { DAY_OUTCOMES } from '../../../domain/game/streak/outcomes.js';
import { XP_KINDS } from '../../../domain/game/xp.js';
import { rowIdIn } from '../../../domain/runs/flows.js';
import { readFriendCode } from '../../../domain/social/friend-code.js';
import { MAX_REASON, WORK_KINDS } from '../../../domain/support/work-kinds.js';
import { defineOperation } from '../../contract/operation.js';
import { id, instant, listOf, plainText, queryInteger, studyDay } from '../../contract/schemas.js';

/** What all of them have in common. */
export const base = { tag: 'support', access: 'support', limit: 'general' } as const;

/** Why somebody of support asks. */
export const reason = plainText(MAX_REASON).describe(
  'Why, such as the number of a ticket; kept in the audit log as long as the student has an account',
);
const limit = queryInteger(1, 100).default(20).describe('Most items to answer');
/** What support can retry and cancel. */
export const kind = z.enum(WORK_KINDS);
export const ofUser = z.strictObject({ id });

const role = z.enum(['student', 'support', 'admin']);
const status = z.enum(['active', 'suspended', 'erasing', 'erased']);
const foundUser = { id, status, role, createdAt: instant };

export const temporalUrl = z.string().describe("Of the run in Temporal's UI");

/** A row that runs work on, as support sees it. */
export const supportRow = z
  .strictObject({
    id,
    kind,
    status: z.string(),
    failure: z
      .strictObject({ code: z.string(), sentence: z.string().describe('What it means, and what support can do') })
      .nullable(),
    runNo: z.number().int(),
    workflowId: z.string().nullable(),
    temporalUrl: temporalUrl.nullable(),
    createdAt: instant,
    finishedAt: instant.nullable(),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).describe('Counts and fixed words'),
  })
  .meta({ id: 'SupportRow' });

const day = z
  .strictObject({
    day: studyDay,
    outcome: z.enum(DAY_OUTCOMES),
    studied: z.boolean(),
    timeZone: z.string(),
    dayStartsAt: z.number().int().describe('Hour of the clock'),
    startsAt: instant,
    endsAt: instant,
  })
  .meta({ id: 'SupportDay' });

const xpLine = z
  .strictObject({
    id,
    kind: z.enum(XP_KINDS),
    sourceId: id.nullable(),
    requested: z.number().int(),
    granted: z.number().int().describe('Less than requested where the cap of the day was reached'),
    studyDay,
    earnedAt: instant,
    createdAt: instant,
  })
  .meta({ id: 'SupportXpLine' });

const notice = z
  .strictObject({ id, kind: z.enum(NOTICE_KINDS), seenAt: instant.nullable(), createdAt: instant })
  .meta({ id: 'SupportNotice' });

const account = z.strictObject({
  ...foundUser,
  emailVerified: z.boolean(),
  hasPassword: z.boolean(),
  logins: z.number().int().describe('Of other providers'),
  openSessions: z.number().int(),
  timeZone: z.string().nullable(),
  xp: z.number().int(),
  level: z.number().int(),
  erasure: z.strictObject({ id, eraseAt: instant }).nullable().describe('That is to come, or goes on'),
});

const newest = (item: z.ZodType) => z.array(item).max(100);

const userState = z
  .strictObject({
    account,
    rows: z.strictObject(Object.fromEntries(WORK_KINDS.map((name) => [name, newest(supportRow)]))),
    days: newest(day),
    ledger: newest(xpLine),
    notices: newest(notice),
    runsUrl: z.string().describe("All runs of the student in Temporal's UI"),
  })
  .meta({ id: 'SupportUserState' });

export const searchUsersOperation = defineOperation({
  ...base,
  id: 'supportSearchUsers',
  method: 'post',
  path: '/support/users/search',
  summary: 'Whom an e-mail, a friend code, an id or a request leads to',
  description:
    'An id may be that of a person, of something of theirs, or a whole workflow id. A request is known as long as ' +
    'Temporal keeps the runs that it started.',
  body: z.union([
    z.strictObject({
      email: z.string().trim().max(254).pipe(z.email()).transform(normalizeEmail).meta({ format: 'email' }),
      reason,
    }),
    z.strictObject({
      friendCode: z
        .string()
        .max(100)
        .transform((text, { addIssue }) => {
          const code = readFriendCode(text);
          if (code !== undefined) return code;
          addIssue({ code: 'custom', message: 'Must be eight letters' });
          return z.NEVER;
        }),
      reason,
    }),
    z.strictObject({
      id: z.string().max(100).toLowerCase().transform(rowIdIn).pipe(z.uuid()),
      reason,
    }),
    z.strictObject({
      requestId: z.string().regex(/^[\w.-]{1,100}$/, 'Must be the X-Request-Id of a response'),
      reason,
    }),
  ]),
  responses: {
    200: {
      description: 'Those who were found',
      schema: z.strictObject({
        users: z.array(z.strictObject(foundUser).meta({ id: 'SupportFoundUser' })).max(20),
        runs: z
          .array(z.strictObject({ workflowId: z.string(), temporalUrl }))
          .max(50)
          .describe('Of a request'),
      }),
    },
  },
  problems: ['not-allowed', 'service-unavailable'],
});

export const readUserStateOperation = defineOperation({
  ...base,
  id: 'supportReadUser',
  method: 'get',
  path: '/support/users/{id}',
  summary: 'How a student stands: the account, and the newest of everything that may have gone wrong',
  params: ofUser,
  query: z.strictObject({ reason, limit }),
  responses: { 200: { description: 'States, counts and failures', schema: userState } },
  problems: ['not-allowed', 'not-found'],
});

const readList = <Params extends z.ZodType, Cursor extends z.ZodType>(
  operation: { id: string; path: string; summary: string; params: Params; cursor: Cursor },
  item: z.ZodType,
) => {
  const { cursor, ...described } = operation;
  return defineOperation({
    ...base,
    ...described,
    method: 'get',
    query: z.strictObject({ reason, limit, cursor: cursor.optional().describe('`nextCursor` of the page before') }),
    responses: { 200: { description: 'A page, newest first', schema: listOf(item) } },
    problems: ['not-allowed', 'not-found'],
  });
};

export const readUserRowsOperation = readList(
  {
    ...{ id: 'supportReadUserRows', path: '/support/users/{id}/rows/{kind}', params: ofUser.extend({ kind }) },
    ...{ summary: 'What runs worked on for a student', cursor: id },
  },
  supportRow,
);

export const readUserDaysOperation = readList(
  {
    ...{ id: 'supportReadUserDays', path: '/support/users/{id}/days', params: ofUser },
    ...{ summary: "A student's streak, day by day", cursor: studyDay },
  },
  day,
);

export const readUserLedgerOperation = readList(
  {
    ...{ id: 'supportReadUserLedger', path: '/support/users/{id}/ledger', params: ofUser },
    ...{ summary: 'What a student was given XP for', cursor: id },
  },
  xpLine,
);

export const readUserNoticesOperation = readList(
  {
    ...{ id: 'supportReadUserNotices', path: '/support/users/{id}/notices', params: ofUser },
    ...{ summary: 'Of what a student was told', cursor: id },
  },
  notice,
);
