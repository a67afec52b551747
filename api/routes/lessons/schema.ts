import { z } from 'zod';
import { defineOperation } from '../../contract/operation.js';
import { id, instant, plainText, queryInteger, topicName } from '../../contract/schemas.js';

const base = { tag: 'learning', access: 'student', limit: 'general' } as const;

const slug = z.string().regex(/^[a-z0-9-]{1,60}$/, 'Must be a slug');

const progress = z
  .strictObject({
    position: z.number().min(0).max(1).describe('How far down the student has read'),
    startedAt: instant,
    completedAt: instant.nullable(),
  })
  .meta({ id: 'LessonProgress' });

const listed = {
  id,
  topic: topicName,
  slug: z.string().describe('Names it within its topic'),
  title: z.string(),
  minutes: z.number().int().describe('To read it'),
  objectives: z.array(z.string()),
  progress: progress.nullable().describe("The student's; null before it is begun"),
};

const lessonSummary = z.strictObject(listed).meta({ id: 'LessonSummary' });

const lesson = z
  .strictObject({
    ...listed,
    body: z.string().describe('Markdown, with formulas in TeX between dollar signs'),
    text: z.string().describe('What of it can be quoted, without Markdown: citations have their offsets in it'),
    figures: z.record(z.string(), z.string()).describe('SVG by the name under which the body shows it'),
    keyPoints: z.array(z.strictObject({ text: z.string(), question: z.string() })),
    sources: z.array(z.strictObject({ title: z.string(), publisher: z.string() })),
    isRetired: z.boolean().describe('It is offered no more, but to who had begun it'),
  })
  .meta({ id: 'Lesson' });

const topicState = z
  .strictObject({
    slug: z.string(),
    name: z.string(),
    summary: z.string(),
    prerequisites: z
      .array(
        z.strictObject({
          topic: topicName,
          name: z.string(),
          isMet: z.boolean().describe('Whether the student has completed its lessons'),
        }),
      )
      .describe('What is learned before it'),
    lessons: z.number().int(),
    completed: z.number().int().describe('Lessons that the student has completed'),
  })
  .meta({ id: 'TopicForStudent' });

export const listTopicsOperation = defineOperation({
  ...base,
  id: 'listTopics',
  method: 'get',
  path: '/topics/{subject}',
  summary: 'The topics of a subject in the order in which they build on each other, and how far the student is',
  params: z.strictObject({ subject: slug }),
  responses: { 200: { description: 'The topics', schema: z.strictObject({ data: z.array(topicState) }) } },
  problems: ['not-found'],
});

export const listLessonsOperation = defineOperation({
  ...base,
  id: 'listLessons',
  method: 'get',
  path: '/lessons/{topic}',
  summary: 'The lessons of a topic, in the order in which they build on each other; none for a topic without',
  params: z.strictObject({ topic: slug.describe('The slug of the topic, which no other has') }),
  responses: { 200: { description: 'The lessons', schema: z.strictObject({ data: z.array(lessonSummary) }) } },
  problems: [],
});

export const searchLessonsOperation = defineOperation({
  ...base,
  id: 'searchLessons',
  method: 'get',
  path: '/lessons/search',
  summary: 'Lessons that have the words of a search, the best first',
  description:
    'As on the web: words in quotation marks stand together, `-` before a word leaves out what has it, and `or`.',
  query: z.strictObject({ q: plainText(200), limit: queryInteger(1, 50).default(20) }),
  responses: {
    200: {
      description: 'What was found',
      schema: z.strictObject({
        data: z.array(
          z
            .strictObject({
              ...listed,
              excerpt: z.string().describe('Plain text around the words, as it can be quoted'),
            })
            .meta({ id: 'FoundLesson' }),
        ),
      }),
    },
  },
  problems: [],
});

const byId = { params: z.strictObject({ id }), problems: ['not-found'] } as const;

export const getLessonOperation = defineOperation({
  ...base,
  ...byId,
  id: 'getLesson',
  method: 'get',
  path: '/lessons/by-id/{id}',
  summary: 'One lesson with its text',
  responses: { 200: { description: 'The lesson', schema: lesson } },
});

const progressed = { 200: { description: 'The lesson as it is now for the student', schema: lesson } };

export const startLessonOperation = defineOperation({
  ...base,
  ...byId,
  id: 'startLesson',
  method: 'post',
  path: '/lessons/{id}/start',
  summary: 'Begin a lesson, or go on with it',
  responses: progressed,
  problems: ['not-found', 'account-closed'],
});

/** Numbers that are smaller than what the database holds are none of a page. */
const place = z
  .number()
  .min(0)
  .max(1)
  .transform((position) => Math.round(position * 10_000) / 10_000)
  .describe('How far down, 0 to 1; kept to four decimals');

export const keepLessonPositionOperation = defineOperation({
  ...base,
  ...byId,
  id: 'keepLessonPosition',
  method: 'put',
  path: '/lessons/{id}/position',
  summary: 'Keep the place to go on from',
  body: z.strictObject({ position: place }),
  responses: { 204: { description: 'It is kept' } },
  problems: ['not-found', 'account-closed'],
});

export const completeLessonOperation = defineOperation({
  ...base,
  ...byId,
  id: 'completeLesson',
  method: 'post',
  path: '/lessons/{id}/complete',
  summary: 'Complete a lesson: its XP, once, and what comes next',
  responses: {
    200: {
      description: 'Completed, now or before',
      schema: z
        .strictObject({
          lesson,
          xp: z.number().int().describe('What this brought: 0 where it was completed before'),
          next: lessonSummary.nullable().describe('The next of the subject that is not completed'),
        })
        .meta({ id: 'CompletedLesson' }),
    },
  },
  problems: ['not-found', 'account-closed'],
});
