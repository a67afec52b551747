import { z } from 'zod';
import { RECOMMENDATION_KINDS } from '../../../domain/recommendations/wording.js';
import { defineOperation } from '../../contract/operation.js';
import { id, studyDay } from '../../contract/schemas.js';

const base = { tag: 'learning', access: 'student', limit: 'general' } as const;

export const recommendation = z
  .strictObject({
    id: id.describe('As long as the same is recommended it stays, by whichever rule'),
    kind: z.enum(RECOMMENDATION_KINDS).describe('The rule'),
    title: z.string().describe('English; a frontend in another language makes its own of kind, evidence and request'),
    reason: z.string().describe('Why, with the evidence'),
    evidence: z.record(z.string(), z.unknown()).describe('What the reason is made of'),
    minutes: z.number().int().min(0).describe('What it is to take of the day'),
    request: z
      .strictObject({
        method: z.enum(['GET', 'POST']),
        path: z.string(),
        body: z.record(z.string(), z.unknown()).nullable(),
      })
      .describe('The request that begins it'),
  })
  .meta({ id: 'Recommendation' });

export const listRecommendationsOperation = defineOperation({
  ...base,
  id: 'listRecommendations',
  method: 'get',
  path: '/recommendations',
  summary: 'What to do next, the most important first; together it fits what is left of the daily minutes',
  responses: {
    200: {
      description: 'The recommendations of the study day now',
      schema: z.strictObject({ studyDay, data: z.array(recommendation) }),
    },
  },
  problems: [],
});

export const dismissRecommendationOperation = defineOperation({
  ...base,
  id: 'dismissRecommendation',
  method: 'post',
  path: '/recommendations/{id}/dismiss',
  summary: 'Hear nothing of it for a week, by whichever rule it is recommended',
  params: z.strictObject({ id }),
  responses: { 204: { description: 'It is dismissed' } },
  problems: ['not-found', 'account-closed'],
});
