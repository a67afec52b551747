import { z } from 'zod';
import { CARD_LIMITS, isTag } from '../../../domain/learning/reviews/card-text.js';
import { defineOperation } from '../../contract/operation.js';
import { id, instant, listOf, page, plainText, studyDay, topicName } from '../../contract/schemas.js';
import { citation } from '../quizzes/question-schema.js';

const base = { tag: 'learning', access: 'student', limit: 'general' } as const;

/** A card that a student reviews. */
export const card = z
  .strictObject({
    id,
    topic: topicName.nullable(),
    lessonId: id.nullable().describe('The lesson whose key point it is, or of which it was generated'),
    origin: z.enum(['student', 'lesson', 'answer', 'import', 'generated']).describe('From where it comes'),
    front: z.string(),
    back: z.string(),
    citation: citation
      .nullable()
      .describe('What the back of a generated card rests on; null of others, and once the material is gone'),
    tags: z.array(z.string()),
    reviews: z.number().int().describe('How often it was reviewed'),
    lapses: z.number().int().describe('How often it was not known any more'),
    lastReviewedOn: studyDay.nullable().describe('The study day of the last review'),
    due: studyDay.nullable().describe('The study day from which on it is due; null for a new card, which is'),
    suspended: z
      .string()
      .nullable()
      .describe('Why it is not asked any more: what was bad about the question that it was made from; null for others'),
    createdAt: instant,
  })
  .meta({ id: 'Card' });

const content = z.strictObject({
  front: plainText(CARD_LIMITS.front),
  back: plainText(CARD_LIMITS.back),
  tags: z
    .array(z.string().refine(isTag, `Must be a word of ${CARD_LIMITS.tag} characters at most`))
    .max(CARD_LIMITS.tags)
    .transform((tags) => [...new Set(tags)])
    .default([]),
  topic: topicName.optional().describe('Of the catalog; what its reviews show counts for the mastery of it'),
});

const byId = { params: z.strictObject({ id }) } as const;

export const listCardsOperation = defineOperation({
  ...base,
  id: 'listCards',
  method: 'get',
  path: '/cards',
  summary: "The student's cards, newest first",
  query: page.extend({ topic: topicName.optional().describe('Of this topic only') }),
  responses: { 200: { description: 'A page of them', schema: listOf(card) } },
  problems: [],
});

export const createCardOperation = defineOperation({
  ...base,
  id: 'createCard',
  method: 'post',
  path: '/cards',
  summary: 'Write a card',
  idempotent: true,
  body: content,
  responses: { 201: { description: 'The card', schema: card } },
  problems: ['not-found', 'too-many-cards', 'account-closed'],
});

export const getCardOperation = defineOperation({
  ...base,
  ...byId,
  id: 'getCard',
  method: 'get',
  path: '/cards/{id}',
  summary: 'One card',
  responses: { 200: { description: 'The card', schema: card } },
  problems: ['not-found'],
});

export const changeCardOperation = defineOperation({
  ...base,
  ...byId,
  id: 'changeCard',
  method: 'put',
  path: '/cards/{id}',
  summary: 'Write a card anew; when it is due stays, and one that was suspended is asked again',
  body: content,
  responses: { 200: { description: 'The card', schema: card } },
  problems: ['not-found', 'account-closed'],
});

export const deleteCardOperation = defineOperation({
  ...base,
  ...byId,
  id: 'deleteCard',
  method: 'delete',
  path: '/cards/{id}',
  summary: 'Remove a card with its reviews; XP and mastery stay',
  responses: { 204: { description: 'It is gone' } },
  problems: ['not-found', 'account-closed'],
});

export const addLessonCardsOperation = defineOperation({
  ...base,
  ...byId,
  id: 'addLessonCards',
  method: 'post',
  path: '/lessons/{id}/cards',
  summary: 'Make cards of the key points of a lesson, each once',
  body: z.strictObject({
    keyPoints: z
      .array(z.number().int().min(0).max(99))
      .min(1)
      .max(100)
      .transform((chosen) => [...new Set(chosen)])
      .optional()
      .describe('Which, counted from 0 in the order in which the lesson has them; without it all'),
  }),
  responses: {
    200: {
      description: 'The cards of these key points',
      schema: z
        .strictObject({ data: z.array(card), added: z.number().int().describe('How many of them are new') })
        .meta({ id: 'LessonCards' }),
    },
  },
  problems: ['not-found', 'too-many-cards', 'account-closed'],
});
