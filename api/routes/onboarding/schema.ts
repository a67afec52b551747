import { z } from 'zod';
import { RETENTION } from '../../../domain/learning/reviews/schedule.js';
import { AGE_BANDS } from '../../../domain/social/age.js';
import { defineOperation } from '../../contract/operation.js';
import { lineOfText, studyDay } from '../../contract/schemas.js';

const style = z.enum(['reading', 'practice', 'mixed']).describe('How the student likes to study');
const hourOfDay = z.number().int().min(0).max(6);
const retention = z.number().min(RETENTION.least).max(RETENTION.most);
const weekday = z.number().int().min(1).max(7);

const ageBand = z.enum(AGE_BANDS);

const onboarding = z
  .strictObject({
    subjects: z.array(z.string()).describe("Slugs of the catalog, in the student's order"),
    goals: z.array(z.string()),
    ageBand: ageBand.nullable().describe('Null until told'),
    preferences: z.strictObject({
      dailyMinutes: z.number().int().nullable(),
      days: z.array(weekday).describe('ISO weekdays, 1 is Monday; empty until answered'),
      style: style.nullable(),
      examDate: z.iso.date().nullable(),
      dayStartsAt: hourOfDay.describe('The hour at which a study day begins, as it was chosen last; 4 until answered'),
      desiredRetention: retention.describe('With which probability a card is to be known when it is due'),
      streakMails: z.boolean().describe('Whether a mail tells, too, that the streak is at risk'),
      leagues: z.boolean().describe('Whether the student takes part in leagues, once 16 or older'),
    }),
    onboarded: z.boolean().describe('Whether subjects and daily minutes are known, which plans need'),
    personalWeightsSince: studyDay
      .nullable()
      .describe("Since when reviews are scheduled by the student's own memory; null by that of most"),
  })
  .meta({ id: 'Onboarding' });

/** A list in which nothing comes twice; the second of two is named. */
const distinct = <Item extends z.ZodType>(item: Item, least: number, most: number) =>
  z
    .array(item)
    .min(least)
    .max(most)
    .superRefine((items, { addIssue }) => {
      for (const [index, one] of items.entries()) {
        if (items.indexOf(one) < index) addIssue({ code: 'custom', path: [index], message: 'Is given twice' });
      }
    });

const isNotEmpty = (answers: object): boolean => Object.values(answers).some((answer) => answer !== undefined);

const preferences = z
  .strictObject({
    dailyMinutes: z.number().int().min(5).max(600).optional(),
    days: distinct(weekday, 1, 7).optional().describe('ISO weekdays, 1 is Monday'),
    style: style.optional(),
    examDate: z.iso
      .date()
      .refine((day) => day >= '2000-01-01' && day < '2200-01-01', 'Must be a day of this century or the next')
      .nullable()
      .optional()
      .describe('A day of the calendar; null for none'),
    streakMails: z.boolean().optional().describe('Whether a mail, at most one a day, tells that the streak is at risk'),
    leagues: z
      .boolean()
      .optional()
      .describe('Whether the student takes part in leagues; switched off, they leave the one of this week at once'),
    dayStartsAt: hourOfDay
      .optional()
      .describe(
        'The whole hour, 0 to 6, at which a study day begins. It counts from the next study day on, or a week after ' +
          'the last change that moved the day.',
      ),
    desiredRetention: retention
      .optional()
      .describe('With which probability a card is to be known when it is due; a higher one means more reviews'),
  })
  .refine(isNotEmpty, 'Give at least one preference');

const onboardingOperation = {
  path: '/onboarding',
  tag: 'users',
  access: 'student',
  limit: 'general',
  responses: { 200: { description: 'All that the student answered so far', schema: onboarding } },
} as const;

export const onboardOperation = defineOperation({
  ...onboardingOperation,
  id: 'onboard',
  method: 'post',
  summary: 'Tell what the student studies, what for, and how',
  description:
    'Answers that are given replace those before, and the others stay; so it can be repeated, and used later to change ' +
    'a single answer. Goals are cleared by an empty list, and the date of the exam by null.',
  body: z
    .strictObject({
      subjects: distinct(z.string().regex(/^[a-z0-9-]{1,60}$/, 'Must be the slug of a subject'), 1, 10).optional(),
      goals: z.array(lineOfText(200)).max(5).optional(),
      ageBand: ageBand
        .optional()
        .describe(
          'Under 16, and until it is told, a student is seen by friends at most. A younger one can be told at any time, ' +
            'an older one a year after the last.',
        ),
      preferences: preferences.optional(),
    })
    .refine(isNotEmpty, 'Give at least one answer'),
  problems: ['account-closed'],
});

export const getOnboardingOperation = defineOperation({
  ...onboardingOperation,
  id: 'getOnboarding',
  method: 'get',
  summary: 'What the student answered so far',
  problems: [],
});
