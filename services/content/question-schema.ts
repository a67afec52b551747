import { z } from 'zod';
import { DIFFICULTIES } from '../../domain/quizzes/draft-question.js';
import { topicName } from './catalog-schema.js';

const text = z.string().regex(/^\S([\s\S]*\S)?$/, 'must be a text without spaces around it');
const texts = z.array(text);

const common = {
  /** Names the question for good within its file. */
  slug: z
    .string()
    .max(80, 'a slug has 80 characters at most')
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a slug has lower-case letters and figures, and single hyphens between words'),
  difficulty: z.enum(DIFFICULTIES),
  stem: text,
  explanation: text,
  evidence: z.strictObject({
    /** Slug of a lesson of the topic. */
    lesson: z.string(),
    /** A heading of it, as it stands there. */
    section: z.string(),
    /** Stands in that section, in plain text. */
    quote: text,
  }),
};

const tolerance = z
  .strictObject({ absolute: z.number().min(0).optional(), relative: z.number().min(0).max(1).optional() })
  .refine((own) => own.absolute !== undefined || own.relative !== undefined, 'must be absolute, relative or both')
  .transform(({ absolute = 0, relative = 0 }) => ({ absolute, relative }));

const question = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('single-choice'), right: text, wrong: texts }),
  z.strictObject({ ...common, kind: z.literal('multiple-choice'), right: texts, wrong: texts }),
  z.strictObject({ ...common, kind: z.literal('true-false'), right: z.boolean() }),
  z.strictObject({
    ...common,
    kind: z.literal('numeric'),
    value: z.number(),
    unit: text.nullable().default(null),
    tolerance,
    formula: text,
    values: z.record(z.string(), z.number()).default({}),
  }),
  z.strictObject({ ...common, kind: z.literal('short-text'), accepted: texts }),
  z.strictObject({ ...common, kind: z.literal('ordering'), items: texts }),
  z.strictObject({ ...common, kind: z.literal('matching'), pairs: z.array(z.tuple([text, text])) }),
]);

/**
 * A file of `content/questions/`: the questions of a topic. It says what a question is made of; whether it is a good
 * one is said by the checks of `domain/quizzes/checks`.
 */
export const questionFile = z
  .strictObject({ topic: topicName, questions: z.array(question).min(1) })
  .superRefine(({ questions }, context) => {
    const slugs = questions.map(({ slug }) => slug);
    for (const [index, slug] of slugs.entries())
      if (slugs.indexOf(slug) < index)
        context.addIssue({
          code: 'custom',
          path: ['questions', index, 'slug'],
          message: 'an earlier question has the same',
        });
  });

/** A question as its file says it; it is a `DraftQuestion`, with the place of its quote. */
export type ContentQuestion = z.infer<typeof question> & {
  topic: string;
  /** Of all of it. */
  hash: string;
};
