import { z } from 'zod';
import { CARD_FORMATS } from '../../../domain/learning/reviews/read-cards.js';
import { GRADES } from '../../../domain/learning/reviews/schedule.js';
import { defineOperation } from '../../contract/operation.js';
import { id, lineOfText, listOf, page, queryInteger, studyDay, topicName } from '../../contract/schemas.js';
import { card } from '../cards/schema.js';

const base = { tag: 'learning', access: 'student', limit: 'general' } as const;

const grade = z.enum(GRADES).describe('How well it was known; `again` is not at all');
const count = z.number().int();

const dueCard = z
  .strictObject({
    card,
    intervals: z
      .strictObject({ again: count, hard: count, good: count, easy: count })
      .describe('Days until it would be due again, by grade'),
  })
  .meta({ id: 'DueCard' });

export const listDueOperation = defineOperation({
  ...base,
  id: 'listDueCards',
  method: 'get',
  path: '/reviews/due',
  summary: 'What to review today, in its order',
  description:
    'One card in five is new while there are others, and no two of a topic follow each other where that can be ' +
    'avoided. A study day has 100 cards at most, 20 of them new.',
  query: z.strictObject({ limit: queryInteger(1, 100).default(20).describe('Most items to answer') }),
  responses: {
    200: {
      description: 'The cards to begin with',
      schema: z
        .strictObject({
          data: z.array(dueCard),
          studyDay,
          left: count.describe('Cards that today still has room for and that there are'),
          due: count.describe('All cards that are due, also beyond the room of today'),
          fresh: count.describe('All new cards'),
          reviewedToday: count,
        })
        .meta({ id: 'DueCards' }),
    },
  },
  problems: [],
});

const review = z
  .strictObject({
    id,
    grade,
    reviewNo: count.describe('Counts the reviews of the card from 1'),
    studyDay,
    wasDue: z.boolean().describe('Whether it counted: for XP, the streak, and the mastery of its topic'),
    due: studyDay.describe('The study day from which on the card was due after it'),
    isUndone: z.boolean(),
  })
  .meta({ id: 'Review' });

export const listReviewsOperation = defineOperation({
  ...base,
  id: 'listReviews',
  method: 'get',
  path: '/reviews/{cardId}',
  summary: 'The reviews of a card, newest first, with those that were undone',
  params: z.strictObject({ cardId: id }),
  query: page,
  responses: { 200: { description: 'A page of them', schema: listOf(review) } },
  problems: ['not-found'],
});

export const reviewCardOperation = defineOperation({
  ...base,
  id: 'reviewCard',
  method: 'post',
  path: '/reviews/{cardId}',
  summary: 'Review a card',
  description:
    'Sent again with the same `requestKey` it changes nothing. Without one, a card is reviewed once a study day, and ' +
    'what is sent after that gives the review of that day.',
  params: z.strictObject({ cardId: id }),
  body: z.strictObject({ grade, requestKey: lineOfText(100).optional().describe('Makes a repeat safe') }),
  responses: {
    200: {
      description: 'The review, and the card after it',
      schema: z.strictObject({ review, card, xp: count.describe('What it brought now') }).meta({ id: 'ReviewedCard' }),
    },
  },
  problems: ['not-found', 'card-suspended', 'idempotency-key-reused', 'account-closed'],
});

export const undoReviewOperation = defineOperation({
  ...base,
  id: 'undoReview',
  method: 'post',
  path: '/reviews/undo',
  summary: 'Take back the last review, where it is of today',
  description: 'The card stands where it stood. The XP of the review stay, and its next one brings none.',
  body: z.strictObject({ reviewId: id }),
  responses: { 200: { description: 'The card as it was before', schema: card } },
  problems: ['not-found', 'nothing-to-undo', 'account-closed'],
});

export const exportCardsOperation = defineOperation({
  ...base,
  id: 'exportCards',
  method: 'get',
  path: '/reviews/export',
  summary: 'All cards as a text that Anki imports',
  responses: { 200: { description: 'The text, in UTF-8', contentType: 'text/plain' } },
  problems: [],
});

export const importCardsOperation = defineOperation({
  ...base,
  id: 'importCards',
  method: 'post',
  path: '/reviews/import',
  summary: 'Add the cards of a file',
  description:
    'Of a text as Anki exports it, or CSV with front, back and tags. Cards that are there already are not added again. ' +
    'A body has 100 kB at most: send a larger file in parts.',
  body: z.strictObject({
    format: z.enum(CARD_FORMATS),
    file: z.string().min(1).max(100_000).describe('The text of the file'),
    topic: topicName.optional().describe('The topic that all of them are of'),
  }),
  responses: {
    200: {
      description: 'What became of each line with a card',
      schema: z
        .strictObject({
          added: count,
          known: count,
          refused: count,
          lines: z.array(
            z.strictObject({
              line: count,
              outcome: z.enum(['added', 'known', 'refused']),
              reason: z.string().nullable().describe('Why it is refused'),
            }),
          ),
        })
        .meta({ id: 'ImportedCards' }),
    },
  },
  problems: ['not-found', 'too-many-cards', 'account-closed'],
});
