import { z } from 'zod';
import { defineOperation } from '../../contract/operation.js';
import { id, instant } from '../../contract/schemas.js';
import { citation } from '../questions/schema.js';

const sentence = z
  .strictObject({
    text: z.string().describe('Markdown'),
    citations: z.array(citation).describe('Where it stands; one at least'),
  })
  .meta({ id: 'GuideSentence' });

const section = z
  .strictObject({
    level: z.number().int().describe('Depth in the outline, from 1'),
    heading: z.string().nullable().describe('Null for text without one'),
    pageFrom: z.number().int(),
    pageTo: z.number().int(),
    sentences: z.array(sentence).describe('What it says, in the order of its text'),
  })
  .meta({ id: 'GuideSection' });

const guide = z
  .strictObject({
    materialId: id,
    status: z.enum(['queued', 'processing', 'ready', 'failed', 'cancelled']),
    failure: z.string().nullable().describe('Why it failed: a word from docs/failures.md'),
    language: z.string().nullable().describe("BCP 47, of the material's text; null where it is not known"),
    outline: z.array(section).describe('By headings, or by turns of topic where there are none'),
    summary: z.array(sentence),
    keyTerms: z.array(z.strictObject({ term: z.string(), definition: sentence })),
    questions: z
      .array(z.strictObject({ question: z.string(), answer: sentence }))
      .describe('Questions that the material answers, to go on with'),
    provider: z.string().nullable().describe('Who wrote the summary: `openai` or `offline`'),
    model: z.string().nullable(),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Guide' });

export const getGuideOperation = defineOperation({
  id: 'getMaterialGuide',
  method: 'get',
  path: '/materials/{id}/guide',
  tag: 'materials',
  summary: 'What a material is about: outline, summary, key terms and questions, each sentence cited',
  description:
    'It is made once the material is ready, and anew when more of it is read; there is none before. Its lists are empty until it is made for the first time, and hold the guide of before while it is made anew.',
  access: 'student',
  limit: 'general',
  params: z.strictObject({ id }),
  preferWait: true,
  responses: { 200: { description: 'The guide, with how far it is', schema: guide } },
  problems: [],
});
