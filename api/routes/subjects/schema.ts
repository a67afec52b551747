import { z } from 'zod';
import { defineOperation } from '../../contract/operation.js';

const topic = z
  .strictObject({
    slug: z.string().describe('Names it within its subject, for good; elsewhere a topic is named `{subject}/{topic}`'),
    name: z.string(),
    summary: z.string(),
  })
  .meta({ id: 'Topic' });

const subject = z
  .strictObject({
    slug: z.string().describe('Names it for good'),
    name: z.string(),
    description: z.string(),
    topics: z.array(topic).describe('In the order in which they build on each other'),
  })
  .meta({ id: 'Subject' });

export const listSubjectsOperation = defineOperation({
  id: 'listSubjects',
  method: 'get',
  path: '/subjects',
  tag: 'learning',
  summary: 'What can be studied: every subject with its topics',
  access: 'public',
  limit: 'general',
  responses: { 200: { description: 'The catalog', schema: z.strictObject({ data: z.array(subject) }) } },
  problems: [],
});
