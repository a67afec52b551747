import { z } from 'zod';
import { GENERATED_CARDS, QUIZ_MATERIALS } from '../../../domain/quizzes/limits.js';
import { defineOperation } from '../../contract/operation.js';
import { id, instant, pageRange } from '../../contract/schemas.js';
import { card } from './schema.js';

const base = { tag: 'learning', access: 'student', limit: 'general' } as const;
const count = z.number().int();

const generatedCards = z
  .strictObject({
    id,
    status: z.enum(['queued', 'processing', 'ready', 'failed', 'cancelled']),
    lessonId: id.nullable(),
    materialIds: z.array(id).describe('Of which they are made; empty for a lesson'),
    pages: pageRange.nullable().describe('Of each material; null for all'),
    count: count.describe('Cards that were asked for'),
    cardCount: count.nullable().describe('Cards that were made; null unless it is ready'),
    isShorter: z.boolean().describe('It is ready with fewer cards than were asked for, since there are no more'),
    refusals: z
      .record(z.string(), count)
      .nullable()
      .describe(
        'How many drafts each check refused, by the names in docs/question-checks.md; null where none was drafted',
      ),
    failure: z.string().nullable().describe('Why it failed: a word from docs/failures.md'),
    cards: z.array(card).describe('Those that were made, without those that were removed since'),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'GeneratedCards' });

const made = { params: z.strictObject({ id }) } as const;

export const generateCardsOperation = defineOperation({
  ...base,
  id: 'generateCards',
  limit: 'ai',
  method: 'post',
  path: '/cards/generate',
  summary: 'Have cards made of own materials or of a lesson',
  description:
    'Drafted and checked as the questions of a quiz are. What the back of each says is quoted from its page or ' +
    'lesson. With fewer than were asked for it is ready all the same, and says so.',
  body: z
    .strictObject({
      lessonId: id.optional(),
      materialIds: z.array(id).min(1).max(QUIZ_MATERIALS).optional(),
      pages: pageRange.optional().describe('Of each material, these pages only'),
      count: count.min(GENERATED_CARDS.least).max(GENERATED_CARDS.most).default(GENERATED_CARDS.usual),
    })
    .refine(
      ({ lessonId, materialIds }) => (lessonId === undefined) !== (materialIds === undefined),
      'Name a lesson or materials, one of them',
    )
    .refine(({ pages, materialIds }) => !pages || materialIds, 'Pages are those of materials'),
  idempotent: true,
  preferWait: true,
  responses: {
    200: { description: 'The wait saw the end of the work', schema: generatedCards },
    202: { description: 'Taken; the work goes on', schema: generatedCards },
  },
  problems: ['not-found', 'too-many-cards', 'account-closed', 'ai-budget-exhausted'],
});

export const getGeneratedCardsOperation = defineOperation({
  ...base,
  ...made,
  id: 'getGeneratedCards',
  method: 'get',
  path: '/cards/generated/{id}',
  summary: 'Cards that were asked for once, and how far they are',
  preferWait: true,
  responses: { 200: { description: 'How far they are', schema: generatedCards } },
  problems: ['not-found'],
});

export const cancelGeneratedCardsOperation = defineOperation({
  ...base,
  ...made,
  id: 'cancelGeneratedCards',
  method: 'post',
  path: '/cards/generated/{id}/cancel',
  summary: 'Stop the making of cards',
  responses: { 200: { description: 'It is stopped, and none is made', schema: generatedCards } },
  problems: ['not-found', 'not-running', 'account-closed'],
});
