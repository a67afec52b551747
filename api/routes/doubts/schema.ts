import { z } from 'zod';
import { defineOperation } from '../../contract/operation.js';
import { id, instant } from '../../contract/schemas.js';

const citation = z
  .strictObject({
    materialId: id.nullable().describe('Null once the material is gone'),
    pageNo: z.number().int(),
    quote: z.string().describe('Stands on that page, letter by letter'),
    start: z.number().int().describe("Offset into the page's text, UTF-16 units"),
    end: z.number().int().describe('Offset after the last character'),
  })
  .meta({ id: 'Citation' });

export const doubtMessage = z
  .strictObject({
    id,
    sessionId: id,
    question: z.string(),
    status: z.enum(['queued', 'processing', 'answered', 'abstained', 'failed', 'cancelled']),
    phase: z.enum(['retrieving', 'answering']).nullable(),
    failure: z.string().nullable().describe('Why it failed: a word from docs/failures.md'),
    answer: z.string().nullable().describe('Markdown'),
    citations: z.array(citation),
    provider: z.string().nullable().describe('Who wrote the answer: `openai` or `offline`'),
    model: z.string().nullable(),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'DoubtMessage' });

export const getDoubtMessageOperation = defineOperation({
  id: 'getDoubtMessage',
  method: 'get',
  path: '/ai/doubt/messages/{id}',
  tag: 'doubts',
  summary: 'One question and its answer',
  access: 'student',
  limit: 'general',
  params: z.strictObject({ id }),
  waits: true,
  answers: { 200: { description: 'The question, with the answer once there is one', schema: doubtMessage } },
  problems: [],
});
