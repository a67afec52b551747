import { z } from 'zod';
import { fitsInLine } from '../../domain/text/line-of-text.js';

/** In letters and length what the API takes for a slug, or nobody could choose it. */
export const slug = z
  .string()
  .max(60, 'a slug has 60 characters at most')
  .regex(/^[a-z]+(-[a-z]+)*$/, 'a slug has lower-case letters only, and single hyphens between words');

/** A topic by the slugs of its subject and its own. */
export const topicName = z
  .string()
  .regex(
    /^[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*$/,
    'a topic is named by its subject and its slug, such as physics/forces',
  );

const fits = 'has characters that do not fit in a line';

const name = z
  .string()
  .regex(/^\S(.*\S)?$/, 'a name is one line without spaces around it')
  .refine(fitsInLine, fits);

const sentence = z
  .string()
  .regex(
    /^\S(?!.*[.!?] ).{18,}\.$/,
    'must be one sentence on one line, of 20 characters or more, that ends in a period',
  )
  .refine(fitsInLine, fits);

/** What stands in the place of a topic in addresses of lessons. */
const TAKEN = ['search', 'by-id'];

/** A part of a subject. The slug names it for good; the texts may change. */
const topic = z.strictObject({
  slug: slug.refine((text) => !TAKEN.includes(text), 'is a word of the addresses of lessons'),
  name,
  /** What is learned. */
  summary: sentence,
  /** What is learned before it: topics by their names, subject/topic. */
  prerequisites: z.array(topicName).max(5).default([]),
});

/** The items whose value of a field another one before them has too. */
function repeated<T>(items: readonly T[], field: keyof T): number[] {
  const values = items.map((item) => item[field]);
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}

/** A file of `content/subjects/`: a subject with its topics, in the order in which they build on each other. */
export const catalogSubject = z
  .strictObject({
    slug,
    /** Its place in the list of subjects. */
    position: z.int().min(1),
    name,
    description: sentence,
    topics: z.array(topic).min(1),
  })
  .superRefine(({ topics }, context) => {
    for (const field of ['slug', 'name'] as const)
      for (const index of repeated(topics, field))
        context.addIssue({
          code: 'custom',
          path: ['topics', index, field],
          message: 'an earlier topic has the same',
        });
  });

/** A subject with its topics. */
export type CatalogSubject = z.infer<typeof catalogSubject>;

/** All topics by their names, subject/topic. */
export const topicNamesOf = (catalog: readonly CatalogSubject[]): Set<string> =>
  new Set(catalog.flatMap(({ slug, topics }) => topics.map((topic) => `${slug}/${topic.slug}`)));
