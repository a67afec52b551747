import { z } from 'zod';
import { COHORT_SIZE, OUTCOMES, TIERS } from '../../../domain/social/leagues/tiers.js';
import { defineOperation } from '../../contract/operation.js';
import { instant, listOf, page } from '../../contract/schemas.js';

const base = { tag: 'social', access: 'student', limit: 'general' } as const;

const monday = z.iso
  .date()
  .refine((day) => day >= '2000-01-01' && day < '3000-01-01', 'Must be `nextCursor` of the page before');

const week = z.iso.date().describe('The Monday of the week, which goes from midnight to midnight by UTC');
const tier = z.number().int().min(1).max(TIERS).describe(`From 1 to ${TIERS}, the highest`);
const outcome = z.enum(OUTCOMES);

const place = {
  rank: z.number().int().describe('Equal XP shares a rank'),
  xp: z.number().int().describe('XP of the week'),
  outcome: outcome.describe('What would become of it if the week ended now'),
};

const cohort = z
  .strictObject({
    students: z.number().int().describe(`How many compete: ${COHORT_SIZE} in a full cohort`),
    upTo: z.number().int().describe('Ranks up to this one go up; 0 where nobody does'),
    downFrom: z.number().int().nullable().describe('Ranks from this one on go down; null where nobody does'),
    own: z.strictObject(place),
    lines: z.array(
      z
        .strictObject({
          ...place,
          displayName: z.string().nullable().describe('Null of a student who is not to be seen by this one'),
          isOwn: z.boolean(),
        })
        .meta({ id: 'LeagueLine' }),
    ),
  })
  .meta({ id: 'LeagueCohort' });

const league = z
  .strictObject({
    week,
    endsAt: instant,
    tier: tier.describe(`The tier in which the student is, or would be: from 1 to ${TIERS}`),
    status: z
      .enum(['joined', 'not-joined', 'off', 'age'])
      .describe(
        'Whether the student competes in this week. `not-joined`: the first XP of the week joins; `off`: by their own ' +
          'preference; `age`: they have not told that they are 16 or older',
      ),
    cohort: cohort.nullable().describe('The standings as they are now; null for who does not compete'),
  })
  .meta({ id: 'League' });

const leagueWeek = z
  .strictObject({
    week,
    tier,
    students: z.number().int().nullable().describe('How many of the cohort were ranked; null until it is counted'),
    rank: z.number().int().nullable().describe('Null until it is counted, and where the student had left'),
    xp: z.number().int().nullable().describe('XP of the week; null until it is counted'),
    outcome: outcome.nullable().describe('What became of it; null until it is counted, soon after the week has ended'),
  })
  .meta({ id: 'LeagueWeek' });

export const getLeagueOperation = defineOperation({
  ...base,
  id: 'getLeague',
  method: 'get',
  path: '/leagues/current',
  summary: "The student's league of this week, as it stands now",
  description:
    'The first XP of a week joins a cohort of its tier. When the week ends the first ranks go up a tier, and of a cohort ' +
    'that is large enough the last go down. Leagues bring no XP.',
  responses: { 200: { description: 'The league', schema: league } },
  problems: [],
});

export const listLeagueWeeksOperation = defineOperation({
  ...base,
  id: 'listLeagueWeeks',
  method: 'get',
  path: '/leagues/history',
  summary: 'The weeks before in which the student was in a league, the newest first',
  query: page.extend({ cursor: monday.optional().describe('`nextCursor` of the page before') }),
  responses: { 200: { description: 'A page of them', schema: listOf(leagueWeek) } },
  problems: [],
});
