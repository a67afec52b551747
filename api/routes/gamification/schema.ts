import { z } from 'zod';
import { daysBetween } from '../../../domain/game/calendar-day.js';
import { XP_KINDS } from '../../../domain/game/xp.js';
import { defineOperation } from '../../contract/operation.js';
import { id, instant, listOf, page, studyDay } from '../../contract/schemas.js';

const base = { tag: 'gamification', access: 'student', limit: 'general' } as const;

const xpLine = z
  .strictObject({
    id,
    kind: z.enum(XP_KINDS),
    xp: z.number().int().describe('What was given; negative where it was taken back'),
    requested: z.number().int().describe("What it was worth before the day's cap"),
    reason: z.string().describe('Why, in plain English'),
    link: z.string().nullable().describe('Where in the API its cause is; null where there is none to be shown'),
    studyDay,
    timeZone: z.string().describe('The zone by which the day was told'),
    dayStartsAt: z.number().int(),
    earnedAt: instant,
    createdAt: instant.describe('When it was written'),
  })
  .meta({ id: 'XpLine' });

export const listXpOperation = defineOperation({
  ...base,
  id: 'listXp',
  method: 'get',
  path: '/gamification/xp',
  summary: "Every line of the student's XP, the newest first",
  query: page,
  responses: { 200: { description: 'A page of the ledger', schema: listOf(xpLine) } },
  problems: [],
});

const achievement = z
  .strictObject({
    key: z.string(),
    title: z.string(),
    description: z.string(),
    progress: z.number().min(0).max(1),
    earnedAt: instant.nullable(),
  })
  .meta({ id: 'Achievement' });

export const listAchievementsOperation = defineOperation({
  ...base,
  id: 'listAchievements',
  method: 'get',
  path: '/gamification/achievements',
  summary: 'All achievements, how far each is, and which are earned',
  responses: {
    200: {
      description: 'The achievements; secret ones only once they are earned',
      schema: z.strictObject({
        data: z.array(achievement),
        secretsLeft: z.number().int().describe('Secret ones that are not earned yet'),
      }),
    },
  },
  problems: [],
});

const pause = z.strictObject({ id, from: studyDay, to: studyDay }).meta({ id: 'StreakPause' });

/** A streak as it is now. */
export const streak = z
  .strictObject({
    days: z.number().int().describe('Studied in a row; frozen, paused and excused days are not counted'),
    longest: z.number().int(),
    startedOn: studyDay.nullable(),
    today: z.enum(['studied', 'open', 'paused']),
    atRiskUntil: instant.nullable().describe('When today ends, where a streak runs and nothing was studied yet'),
    freezes: z.number().int().describe('Of two at most'),
    daysToFreeze: z.number().int().nullable().describe('Studied days to the next freeze; null while two are held'),
  })
  .meta({ id: 'Streak' });

export const getGameStatusOperation = defineOperation({
  ...base,
  id: 'getGameStatus',
  method: 'get',
  path: '/gamification/status',
  summary: "XP, level, streak and today's caps at a glance",
  responses: {
    200: {
      description: 'As of now',
      schema: z
        .strictObject({
          xp: z.number().int(),
          level: z.number().int(),
          levelXp: z.number().int().describe('XP at which this level begins'),
          nextLevelXp: z.number().int().describe('XP at which the next begins'),
          streak,
          today: z.strictObject({
            studyDay,
            endsAt: instant,
            timeZone: z.string(),
            dayStartsAt: z.number().int(),
            change: z
              .strictObject({ from: instant, timeZone: z.string(), dayStartsAt: z.number().int() })
              .nullable()
              .describe('Another zone or hour that was chosen, and from when on it tells the days'),
            caps: z.array(z.strictObject({ kind: z.enum(XP_KINDS), xp: z.number().int(), most: z.number().int() })),
          }),
          latestAchievements: z.array(achievement),
        })
        .meta({ id: 'GameStatus' }),
    },
  },
  problems: [],
});

/** How a study day was judged. */
export const streakState = z.enum(['studied', 'frozen', 'paused', 'excused', 'missed', 'open', 'none']);

const streakDay = z
  .strictObject({
    day: studyDay,
    state: streakState,
    why: z.string().describe('In plain English'),
    timeZone: z.string().describe('The zone by which it was told'),
    dayStartsAt: z.number().int(),
    startsAt: instant,
    endsAt: instant,
  })
  .meta({ id: 'StreakDay' });

/** A year and the rest of a calendar's weeks. */
const MAX_DAYS = 372;
const calendarDay = studyDay.refine(
  (text) => text >= '2000-01-01' && text < '2100-01-01',
  'Must be a day of this century',
);

export const getStreakOperation = defineOperation({
  ...base,
  id: 'getStreak',
  method: 'get',
  path: '/gamification/streak',
  summary: 'Each study day of a time, how it was judged and why',
  query: z
    .strictObject({ from: calendarDay, to: calendarDay })
    .refine(({ from, to }) => from <= to, 'Must not end before it begins')
    .refine(({ from, to }) => daysBetween(from, to) < MAX_DAYS, `Must be ${MAX_DAYS} days at most`),
  responses: {
    200: {
      description: 'The streak as of now, and the days',
      schema: z.strictObject({ streak, pauses: z.array(pause), days: z.array(streakDay) }),
    },
  },
  problems: [],
});

export const pauseStreakOperation = defineOperation({
  ...base,
  id: 'pauseStreak',
  method: 'post',
  path: '/gamification/streak/pauses',
  summary: 'Pause the streak for days of illness or holiday: it neither grows nor breaks on them',
  description:
    'Announced by the day it begins at the latest: up to 14 days at once, and 28 in a year. A pause that touches another counts with it as one.',
  body: z
    .strictObject({ from: calendarDay, to: calendarDay })
    .refine(({ from, to }) => from <= to, 'Must not end before it begins'),
  responses: { 201: { description: 'The pause', schema: pause } },
  problems: ['account-closed', 'pause-refused'],
});

export const endPauseOperation = defineOperation({
  ...base,
  id: 'endPause',
  method: 'delete',
  path: '/gamification/streak/pauses/{id}',
  summary: 'Take a pause back that has not begun, or end one that has: today counts again',
  params: z.strictObject({ id }),
  responses: { 204: { description: 'It is over, now or before' } },
  problems: ['account-closed', 'not-found'],
});
