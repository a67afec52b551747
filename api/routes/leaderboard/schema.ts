import { z } from 'zod';
import { PERIODS } from '../../../domain/social/boards/periods.js';
import { AROUND, TOP } from '../../../domain/social/boards/shown-lines.js';
import { defineOperation } from '../../contract/operation.js';
import { instant, utcDate } from '../../contract/schemas.js';

const place = {
  rank: z.number().int().describe('Equal XP shares a rank; places of students who are not shown count'),
  xp: z.number().int(),
  change: z
    .number()
    .int()
    .nullable()
    .describe('Ranks won since the board before, negative for lost ones; null for who was not on it'),
};

const board = z
  .strictObject({
    period: z.enum(PERIODS),
    scope: z.enum(['global', 'friends']),
    from: z.string().nullable().describe('The first day of it, by UTC; null for all time'),
    through: z.string().describe('The last day of it, by UTC'),
    computedAt: instant,
    version: z.number().int().describe('Above 1 where the ledger was corrected after the board was made'),
    reason: z.string().nullable().describe('Why there is another version'),
    students: z.number().int().describe('How many had XP when it was made'),
    own: z.strictObject(place).nullable().describe("The student's own place; null without XP in this time"),
    lines: z.array(
      z.strictObject({ ...place, displayName: z.string(), isOwn: z.boolean() }).meta({ id: 'LeaderboardLine' }),
    ),
  })
  .meta({ id: 'Leaderboard' });

export const getLeaderboardOperation = defineOperation({
  tag: 'social',
  access: 'student',
  limit: 'general',
  id: 'getLeaderboard',
  method: 'get',
  path: '/leaderboard',
  summary: 'Who has how many XP: the own place and those next to it, or the top',
  description:
    'Boards are made once a day, soon after midnight UTC. Whom the student may not see, or has blocked, is left out, ' +
    'and so is who may not see the student. Ranks among friends are made of those who are seen.',
  query: z.strictObject({
    period: z.enum(PERIODS).default('week').describe('Days and ISO weeks by UTC'),
    scope: z.enum(['global', 'friends']).default('friends'),
    view: z
      .enum(['around', 'top'])
      .default('around')
      .describe(`The own place with ${AROUND} above and below, or the first ${TOP}`),
    day: utcDate.optional().describe('The last day of an older board; without it the last board there is'),
  }),
  responses: { 200: { description: 'The board', schema: board } },
  problems: ['not-found'],
});
