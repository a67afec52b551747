import { z } from 'zod';
import { DIFFICULTIES } from '../../../domain/quizzes/draft-question.js';
import { id, instant } from '../../contract/schemas.js';

const option = z.strictObject({ id: z.string(), text: z.string() }).meta({ id: 'QuizOption' });
const options = z.array(option);

/** As long as the id of an option is, and no longer than it makes sense to look at. */
const optionId = z.string().max(40);
const text = z
  .string()
  .max(1_000)
  .refine((text) => !text.includes('\0'), 'Has characters that cannot be stored');

// Named, since generators of clients trip over nameless objects within alternatives.
const pairs = z
  .record(optionId, optionId)
  .describe('Ids of options by those of the prompts they belong to')
  .meta({ id: 'OptionPairs' });
const tolerance = z.strictObject({ absolute: z.number(), relative: z.number() }).meta({ id: 'Tolerance' });

/** What is shown beside a stem. */
const form = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('single-choice'), options }).meta({ id: 'SingleChoiceForm' }),
    z.strictObject({ kind: z.literal('multiple-choice'), options }).meta({ id: 'MultipleChoiceForm' }),
    z.strictObject({ kind: z.literal('true-false') }).meta({ id: 'TrueFalseForm' }),
    z.strictObject({ kind: z.literal('numeric'), needsUnit: z.boolean() }).meta({ id: 'NumericForm' }),
    z.strictObject({ kind: z.literal('short-text') }).meta({ id: 'ShortTextForm' }),
    z.strictObject({ kind: z.literal('ordering'), items: options }).meta({ id: 'OrderingForm' }),
    z.strictObject({ kind: z.literal('matching'), prompts: options, options }).meta({ id: 'MatchingForm' }),
  ])
  .meta({ id: 'QuestionForm', description: 'In the order of this attempt' });

/** What is answered. */
export const givenAnswer = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('single-choice'), chosen: optionId }).meta({ id: 'SingleChoiceAnswer' }),
    z
      .strictObject({ kind: z.literal('multiple-choice'), chosen: z.array(optionId).max(20) })
      .meta({ id: 'MultipleChoiceAnswer' }),
    z.strictObject({ kind: z.literal('true-false'), chosen: z.boolean() }).meta({ id: 'TrueFalseAnswer' }),
    z.strictObject({ kind: z.literal('numeric'), text }).meta({ id: 'NumericAnswer' }),
    z.strictObject({ kind: z.literal('short-text'), text }).meta({ id: 'ShortTextAnswer' }),
    z.strictObject({ kind: z.literal('ordering'), order: z.array(optionId).max(20) }).meta({ id: 'OrderingAnswer' }),
    z.strictObject({ kind: z.literal('matching'), pairs }).meta({ id: 'MatchingAnswer' }),
  ])
  .meta({ id: 'QuizAnswer' });

const key = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('single-choice'), right: z.string() }),
    z.strictObject({ kind: z.literal('multiple-choice'), right: z.array(z.string()) }),
    z.strictObject({ kind: z.literal('true-false'), right: z.boolean() }),
    z.strictObject({
      kind: z.literal('numeric'),
      value: z.number(),
      unit: z.string().nullable(),
      tolerance,
    }),
    z.strictObject({ kind: z.literal('short-text'), accepted: z.array(z.string()) }),
    z.strictObject({ kind: z.literal('ordering'), right: z.array(z.string()) }),
    z.strictObject({ kind: z.literal('matching'), right: pairs }),
  ])
  .meta({ id: 'QuestionKey' });

/** Where what is right about a question is said. */
export const citation = z.strictObject({
  lessonId: id.nullable(),
  materialId: id.nullable().describe('Null of a lesson, and once the material is gone'),
  title: z.string().nullable().describe('Of the lesson or the material'),
  pageNo: z.number().int().nullable().describe('Null of a lesson'),
  section: z.string().nullable().describe('Null of a material'),
  quote: z.string().describe('Stands there, letter by letter; empty once the material is gone'),
});

const result = z
  .strictObject({
    mark: z.number().min(0).max(1),
    rule: z.string().describe('By which the mark was given, in a sentence'),
    problem: z.string().nullable().describe('What else is to be said of the answer, such as a missing unit'),
    isNew: z.boolean().describe('Handed in for the first time: only such questions bring XP'),
    difficulty: z.enum(DIFFICULTIES).nullable().describe('By how those did who answered it; null until enough have'),
    retired: z
      .string()
      .nullable()
      .describe('What was found to be bad about it, so that it counts only where it raises the score; null of others'),
    key,
    rightAnswer: z.string().describe('The key as text'),
    explanation: z.string(),
    citation,
  })
  .meta({ id: 'QuestionResult' });

/** A question of an attempt. */
export const attemptQuestion = z
  .strictObject({
    id,
    stem: z.string(),
    form,
    isGenerated: z.boolean().describe('It was generated for this student, and not written by a teacher'),
    answer: givenAnswer.nullable().describe('Null for nothing'),
    revision: z.number().int().describe('Counts the changes of the answer, on whatever device'),
    answeredAt: instant.nullable(),
    result: result.nullable().describe('Null until the attempt has ended'),
  })
  .meta({ id: 'AttemptQuestion' });
