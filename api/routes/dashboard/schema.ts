import { z } from 'zod';
import { DASHBOARD_PARTS } from '../../../db/queries/dashboard-parts.js';
import { FIRST_STEPS } from '../../../domain/learning/first-steps.js';
import { MASTERY_WORDS } from '../../../domain/learning/mastery/words.js';
import { OUTCOMES, TIERS } from '../../../domain/social/leagues/tiers.js';
import { defineOperation } from '../../contract/operation.js';
import { id, instant, studyDay, topicName } from '../../contract/schemas.js';
import { streak, streakState } from '../gamification/schema.js';
import { notice } from '../notices/schema.js';
import { recommendation } from '../recommendations/schema.js';

const count = z.number().int();
const share = z.number().min(0).max(1);
const title = z.string();

const weekDay = z.strictObject({ studyDay, minutes: count, xp: count, streak: streakState });

const today = z.strictObject({
  studyDay,
  endsAt: instant,
  goalMinutes: count.describe('Of the preferences; 30 for who has not said'),
  isStudyDay: z.boolean().describe('Whether the preferences have the student study on this weekday'),
  minutes: count.nullable(),
  xp: count.nullable(),
});

const weakTopic = z.strictObject({
  topic: topicName,
  name: z.string(),
  known: share.describe('The probability that it is known'),
  word: z.enum(MASTERY_WORDS),
  answers: count,
  rightAnswers: count,
});

const openQuiz = z.strictObject({
  attemptId: id,
  quizId: id,
  topic: topicName.nullable().describe('Null of a quiz made from materials'),
  lessonId: id.nullable(),
  questions: count,
  startedAt: instant,
  deadline: instant.nullable(),
  pausedAt: instant.nullable(),
});

const work = z.strictObject({
  materials: z.array(z.strictObject({ id, title, startedAt: instant })),
  quizzes: z.array(
    z.strictObject({ id, makes: z.enum(['quiz', 'cards']), topic: topicName.nullable(), startedAt: instant }),
  ),
  questions: z.array(z.strictObject({ id, threadId: id, question: z.string(), startedAt: instant })),
});

const board = z
  .strictObject({
    from: z.string().describe('The first day of the week, by UTC'),
    through: z.string().describe('The last day that it counts'),
    computedAt: instant,
    lines: z.array(z.strictObject({ rank: count, xp: count, displayName: z.string(), isOwn: z.boolean() })),
  })
  .describe("The last board of a week among friends: the student's own place and those next to it; none without XP");

const league = z
  .strictObject({
    week: z.string().describe('Its Monday, by UTC'),
    tier: z.number().int().min(1).max(TIERS),
    students: count,
    rank: count,
    xp: count,
    outcome: z.enum(OUTCOMES),
  })
  .describe("The student's place in the league of this week, as GET /leagues/current gives it");

const firstStep = z.strictObject({
  kind: z.enum(FIRST_STEPS),
  title: z.string().describe('English; a frontend in another language makes its own of the kind'),
  request: z.strictObject({ method: z.enum(['GET', 'POST']), path: z.string() }).describe('The request that takes it'),
});

const dashboard = z
  .strictObject({
    missing: z
      .array(z.enum(DASHBOARD_PARTS))
      .describe('Parts that could not be read in time, and are null; the next call reads them again'),
    today: today.describe('The study day now; minutes and XP are of the part `week`'),
    week: z
      .strictObject({ minutes: count, xp: count, days: z.array(weekDay).describe('From Monday to today') })
      .nullable(),
    level: z.strictObject({ xp: count, level: count, levelXp: count, nextLevelXp: count }).nullable(),
    streak: streak.describe('With `atRiskUntil`, where today is still missing'),
    pause: z.strictObject({ from: studyDay, to: studyDay }).nullable().describe('The one that goes on, or the next'),
    recommendations: z.array(recommendation).nullable().describe('As GET /recommendations gives them'),
    weakTopics: z.array(weakTopic).nullable().describe('The five weakest'),
    continue: z
      .strictObject({
        lesson: z
          .strictObject({ id, title, topic: topicName, minutes: count, position: share })
          .nullable()
          .describe('Begun and not completed, read last'),
        quiz: openQuiz.nullable().describe('The open attempt that was begun last'),
        material: z
          .strictObject({ id, title, usedAt: instant })
          .nullable()
          .describe('Studied, asked about, or cited by an answer last'),
      })
      .describe('Null where there is none, or where it is missing'),
    reviews: z.strictObject({ due: count.describe('As many as GET /reviews/due gives today') }).nullable(),
    work: work.nullable().describe('What is still being worked on, the newest five of each'),
    notices: z
      .strictObject({ unseen: count, latest: z.array(notice) })
      .nullable()
      .describe('Those that were not seen'),
    firstSteps: z.array(firstStep).nullable().describe('What a new student has not done yet'),
    leaderboard: board.nullable().describe('Null where no board was made yet'),
    league: league.nullable().describe('Null for who does not compete in this week'),
  })
  .meta({ id: 'Dashboard' });

export const getDashboardOperation = defineOperation({
  id: 'getDashboard',
  method: 'get',
  path: '/dashboard',
  tag: 'learning',
  access: 'student',
  limit: 'general',
  summary: 'What a student sees first, in one request',
  responses: {
    200: {
      description: 'Never older than what the student was answered last; what others and workers change, minutes',
      schema: dashboard,
    },
  },
  problems: [],
});
