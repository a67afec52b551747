import { z } from 'zod';
import { readFriendCode } from '../../../domain/social/friend-code.js';
import { MAX_ADDS_A_DAY, MAX_FRIENDS, MAX_OPEN_REQUESTS, REQUEST_DAYS } from '../../../domain/social/limits.js';
import { defineOperation } from '../../contract/operation.js';
import { id, instant, listOf, page } from '../../contract/schemas.js';

const base = { tag: 'social', access: 'student', limit: 'general' } as const;
const byId = { params: z.strictObject({ id }) } as const;

const person = { id, displayName: z.string(), since: instant };

const friend = z
  .strictObject({
    ...person,
    shared: z
      .strictObject({
        level: z.number().int(),
        streakDays: z.number().int(),
        weekXp: z.number().int().describe('Since Monday, midnight UTC'),
      })
      .nullable()
      .describe('Null for a friend who is to be seen by nobody'),
  })
  .meta({ id: 'Friend' });

const personSchema = z.strictObject(person).meta({ id: 'Person' });

const friendCode = z.strictObject({ code: z.string().describe('Eight letters') }).meta({ id: 'FriendCode' });

export const listFriendsOperation = defineOperation({
  ...base,
  id: 'listFriends',
  method: 'get',
  path: '/friends',
  summary: "The student's friends, and what each shares",
  query: page,
  responses: { 200: { description: 'A page of them, by their ids', schema: listOf(friend) } },
  problems: [],
});

export const takeFriendCodeOperation = defineOperation({
  ...base,
  id: 'takeFriendCode',
  method: 'post',
  path: '/friends/code',
  summary: "The student's friend code, made by the first call",
  body: z.strictObject({
    renew: z.boolean().default(false).describe("Gives another code, after which the one before is nobody's"),
  }),
  responses: { 200: { description: 'The code', schema: friendCode } },
  problems: ['account-closed'],
});

export const addFriendOperation = defineOperation({
  ...base,
  id: 'addFriend',
  method: 'post',
  path: '/friends/add',
  summary: 'Ask whoever has a friend code to be friends',
  description:
    "The answer is the same for every code, also one that is nobody's. Whoever has asked the student already is a friend " +
    `then. ${MAX_OPEN_REQUESTS} requests may be open, for ${REQUEST_DAYS} days each; ${MAX_ADDS_A_DAY} may be sent in a ` +
    `day (UTC), and a student has ${MAX_FRIENDS} friends at most.`,
  body: z.strictObject({
    code: z
      .string()
      .max(40)
      .transform((text, { addIssue }) => {
        const code = readFriendCode(text);
        if (code === undefined) addIssue({ code: 'custom', message: 'Must be eight letters, without I, L and O' });
        return code ?? z.NEVER;
      })
      .describe('Small letters, spaces and hyphens are taken, too'),
  }),
  responses: { 202: { description: 'It is asked' } },
  problems: ['too-many-friends', 'account-closed'],
});

export const listFriendRequestsOperation = defineOperation({
  ...base,
  id: 'listFriendRequests',
  method: 'get',
  path: '/friends/requests',
  summary: 'Requests that are open: who would like to be a friend, and whom the student has asked',
  query: page,
  responses: {
    200: {
      description: 'A page of those received, by their ids, and all that were sent, newest first',
      schema: listOf(personSchema)
        .extend({
          sent: z.array(
            z.strictObject({ id, code: z.string(), sentAt: instant, endsAt: instant }).meta({ id: 'SentRequest' }),
          ),
        })
        .meta({ id: 'FriendRequests' }),
    },
  },
  problems: [],
});

export const takeBackRequestOperation = defineOperation({
  ...base,
  ...byId,
  id: 'takeBackRequest',
  method: 'delete',
  path: '/friends/requests/{id}',
  summary: 'Take a request back',
  responses: { 204: { description: 'It is gone' } },
  problems: ['not-found', 'account-closed'],
});

export const listBlockedOperation = defineOperation({
  ...base,
  id: 'listBlocked',
  method: 'get',
  path: '/friends/blocked',
  summary: 'Whom the student has blocked',
  query: page,
  responses: { 200: { description: 'A page of them, by their ids', schema: listOf(personSchema) } },
  problems: [],
});

export const acceptFriendOperation = defineOperation({
  ...base,
  ...byId,
  id: 'acceptFriend',
  method: 'post',
  path: '/friends/{id}/accept',
  summary: 'Accept the request of a student',
  responses: { 204: { description: 'They are friends' } },
  problems: ['not-found', 'too-many-friends', 'account-closed'],
});

export const declineFriendOperation = defineOperation({
  ...base,
  ...byId,
  id: 'declineFriend',
  method: 'post',
  path: '/friends/{id}/decline',
  summary: 'Decline the request of a student, who is not told',
  responses: { 204: { description: 'It is gone' } },
  problems: ['not-found', 'account-closed'],
});

export const blockFriendOperation = defineOperation({
  ...base,
  ...byId,
  id: 'blockFriend',
  method: 'post',
  path: '/friends/{id}/block',
  summary: 'Block a friend or somebody who has asked: neither sees the other any more, and the other is not told',
  responses: { 204: { description: 'They are blocked' } },
  problems: ['not-found', 'account-closed'],
});

export const unblockFriendOperation = defineOperation({
  ...base,
  ...byId,
  id: 'unblockFriend',
  method: 'post',
  path: '/friends/{id}/unblock',
  summary: 'End a block',
  responses: { 204: { description: 'They may ask again' } },
  problems: ['not-found', 'account-closed'],
});

export const removeFriendOperation = defineOperation({
  ...base,
  ...byId,
  id: 'removeFriend',
  method: 'delete',
  path: '/friends/{id}',
  summary: 'End a friendship; the other is not told',
  responses: { 204: { description: 'They are no friends any more' } },
  problems: ['not-found', 'account-closed'],
});
