import { z } from 'zod';
import { MAX_SEARCHED_PARTS } from '../../../domain/text/searched-part.js';
import { defineOperation } from '../../contract/operation.js';
import { id, instant, listOf, page, pageRange, plainText, topicName } from '../../contract/schemas.js';

const quoted = {
  quote: z.string().describe('Stands there, letter by letter'),
  start: z.number().int().describe('Offset into the text of the page, or of the lesson (its `text`), UTF-16 units'),
  end: z.number().int().describe('Offset after the last character'),
};

const materialId = id.nullable().describe('Null once the material is gone');

/** A quote of a page. */
export const citation = z.strictObject({ materialId, pageNo: z.number().int(), ...quoted }).meta({ id: 'Citation' });

const citedLesson = z
  .strictObject({
    id: id.nullable().describe('Null once the lesson is gone'),
    title: z.string().describe('As it was when it was quoted'),
    section: z.string().nullable().describe('Under which heading; null before the first'),
    isChanged: z.boolean().describe('Its text is another by now: the quote may stand there no more'),
    isRetired: z.boolean().describe('It is offered no more'),
  })
  .meta({ id: 'CitedLesson' });

const questionCitation = z
  .strictObject({
    materialId: materialId.describe('Null once the material is gone, and for a quote of a lesson'),
    pageNo: z.number().int().nullable().describe('Null for a quote of a lesson'),
    pageLabel: z
      .string()
      .nullable()
      .describe(
        'What the page is called where the file tells more than its number: iv as it is printed, a sheet, a time as 12:30–14:00',
      ),
    place: z
      .strictObject({
        headings: z.array(z.string()).describe('The headings above it, from the highest down'),
        paragraph: z.number().int().describe('Which paragraph below the last of these headings, from 1'),
      })
      .nullable()
      .describe('Where pages are not those of print (DOCX, HTML, Markdown, text); null in other documents'),
    lesson: citedLesson.nullable().describe('Null for a quote of a material'),
    ...quoted,
  })
  .meta({ id: 'QuestionCitation' });

const feedback = z
  .strictObject({
    verdict: z.enum(['helpful', 'wrong', 'unclear']),
    comment: z.string().nullable(),
  })
  .meta({ id: 'QuestionFeedback' });

/** Of the pages of a material that is being read, those that are searched. */
export const searchedPages = {
  pagesByWords: z.number().int().describe('Pages that are found by their words'),
  pagesByMeaning: z.number().int().describe('Of these, pages that are found by their meaning as well'),
};

const status = z.enum(['queued', 'processing', 'answered', 'abstained', 'failed', 'cancelled']);

const searchedPart = z
  .strictObject({
    materialId: id,
    pageCount: z.number().int().nullable().describe('Null where the document was not open yet'),
    pagesRead: z.number().int(),
    ...searchedPages,
  })
  .meta({ id: 'SearchedPart' });

export const questionSchema = z
  .strictObject({
    id,
    threadId: id.describe('The thread it stands in'),
    question: z.string(),
    imageText: z.string().nullable().describe('What was read in the image of the problem'),
    status,
    phase: z.enum(['reading-image', 'retrieving', 'answering', 'checking']).nullable(),
    seconds: z.number().int().describe('From the question to now, or to the end of the work'),
    failure: z.string().nullable().describe('Why it failed: a word from docs/failures.md'),
    grounding: z
      .enum(['materials', 'lessons', 'general'])
      .nullable()
      .describe('What the answer rests on: materials or lessons, with citations, or general knowledge, without'),
    answer: z.string().nullable().describe('Markdown; [1] after a sentence is the first citation'),
    questionLanguage: z.string().nullable().describe('BCP 47; null where its words do not tell'),
    answerLanguage: z
      .string()
      .nullable()
      .describe("BCP 47. What is copied from a page is in the page's language, whatever the question's is"),
    steps: z.array(z.string()).describe('In order, where the question asks for a method'),
    keyPoints: z.array(z.string()),
    citations: z.array(questionCitation),
    nearest: z.array(questionCitation).describe('Where nothing answers: the passages that came nearest'),
    followUps: z.array(z.string()).describe('Questions to ask next'),
    partlySearched: z
      .array(searchedPart)
      .max(MAX_SEARCHED_PARTS)
      .describe('Materials that were still being read when they were searched: ask again later for the rest of them'),
    confidence: z.number().min(0).max(1).nullable().describe('How sure the provider is'),
    provider: z.string().nullable().describe('Who wrote the answer: `openai` or `offline`'),
    model: z.string().nullable(),
    repeatedOf: id.nullable().describe('The earlier question whose answer this is, from the store'),
    feedback: feedback.nullable(),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Question' });

const thread = z
  .strictObject({
    id,
    firstQuestion: z.string(),
    questionCount: z.number().int(),
    status: status.describe('Of the latest question'),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Thread' });

/** Where a question about materials is looked for. */
export const questionScope = {
  materialIds: z.array(id).max(50).default([]).describe('Where to look; all materials when empty'),
  topic: topicName.optional().describe('Materials of this topic only'),
  pages: pageRange.optional().describe('These pages of each material only'),
};

/** Where a question to the tutor is looked for. */
const tutorScope = {
  materialIds: z
    .array(id)
    .max(50)
    .default([])
    .describe('Where to look: these, and no lessons but those that are named; all materials and lessons when empty'),
  topic: topicName.optional().describe('Materials and lessons of this topic only'),
  lessonId: id.optional().describe('This lesson only, beside the materials that are named'),
  pages: pageRange.optional().describe('These pages of each material only'),
};

const question = plainText(2_000);
const threadId = id.optional().describe('The thread to go on with');

const base = { tag: 'questions', access: 'student', limit: 'general' } as const;
const asked = {
  200: { description: 'Answered from the store, or the wait saw the end of the work', schema: questionSchema },
  202: { description: 'Taken; the work goes on', schema: questionSchema },
};

/** The text fields of a form with an image. */
export const askForm = z.strictObject({
  question,
  threadId,
  topic: topicName.optional(),
  lessonId: id.optional(),
  materialId: id.optional(),
});

export const askQuestionOperation = defineOperation({
  ...base,
  id: 'askQuestion',
  limit: 'ai',
  method: 'post',
  path: '/ai/doubt',
  summary: 'Ask the tutor, in a new thread or an old one',
  description:
    'With an image of the problem, send a form with the image as `file`. Where no material answers a lesson may, and where none does a chat model answers from general knowledge and says so.',
  body: z.strictObject({ question, threadId, ...tutorScope }),
  form: askForm,
  idempotent: true,
  preferWait: true,
  responses: asked,
  problems: ['account-closed', 'not-found', 'ai-budget-exhausted', 'upload-interrupted'],
});

export const listThreadsOperation = defineOperation({
  ...base,
  id: 'listThreads',
  method: 'get',
  path: '/ai/doubt/history',
  summary: "The student's threads, newest first",
  query: page.extend({ search: plainText(200).optional().describe('Text in a question or an answer') }),
  responses: { 200: { description: 'A page of threads', schema: listOf(thread) } },
  problems: [],
});

export const getThreadOperation = defineOperation({
  ...base,
  id: 'getThread',
  method: 'get',
  path: '/ai/doubt/{threadId}',
  summary: 'The questions and answers of a thread, oldest first',
  params: z.strictObject({ threadId: id }),
  query: page,
  responses: { 200: { description: 'A page of questions', schema: listOf(questionSchema) } },
  problems: [],
});

export const deleteThreadOperation = defineOperation({
  ...base,
  id: 'deleteThread',
  method: 'delete',
  path: '/ai/doubt/{threadId}',
  summary: 'Delete a thread with its questions and answers',
  params: z.strictObject({ threadId: id }),
  responses: { 204: { description: 'It is gone' } },
  problems: ['account-closed'],
});

const message = { ...base, params: z.strictObject({ id }) };

export const getQuestionOperation = defineOperation({
  ...message,
  id: 'getQuestion',
  method: 'get',
  path: '/ai/doubt/messages/{id}',
  summary: 'One question and its answer',
  preferWait: true,
  responses: { 200: { description: 'The question, with the answer once there is one', schema: questionSchema } },
  problems: [],
});

export const cancelQuestionOperation = defineOperation({
  ...message,
  id: 'cancelQuestion',
  method: 'post',
  path: '/ai/doubt/messages/{id}/cancel',
  summary: 'Stop the work on an answer',
  responses: { 200: { description: 'Cancelled, now or before', schema: questionSchema } },
  problems: ['account-closed', 'not-running'],
});

export const retryQuestionOperation = defineOperation({
  ...message,
  id: 'retryQuestion',
  limit: 'ai',
  method: 'post',
  path: '/ai/doubt/messages/{id}/retry',
  summary: 'Try again to answer a question that failed or was cancelled',
  preferWait: true,
  responses: asked,
  problems: ['account-closed', 'nothing-to-retry', 'ai-budget-exhausted'],
});

export const giveFeedbackOperation = defineOperation({
  ...message,
  id: 'giveQuestionFeedback',
  method: 'post',
  path: '/ai/doubt/messages/{id}/feedback',
  summary: 'Say what an answer was worth; the latest word counts',
  body: z.strictObject({ verdict: feedback.shape.verdict, comment: plainText(2_000).optional() }),
  responses: { 204: { description: 'Kept' } },
  problems: ['account-closed', 'not-answered'],
});
