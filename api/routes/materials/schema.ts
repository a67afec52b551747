import { z } from 'zod';
import { DOCUMENT_FORMATS } from '../../../domain/text/formats.js';
import { defineOperation } from '../../contract/operation.js';
import { id, instant, lineOfText, listOf, page, plainText, queryInteger, topicName } from '../../contract/schemas.js';
import { questionSchema, questionScope, searchedPages } from '../questions/schema.js';

const failure = z.string().nullable().describe('Why it failed: a word from docs/failures.md');

const material = z
  .strictObject({
    id,
    title: z.string(),
    topic: z.string().nullable().describe('`subject/topic` of the catalog'),
    format: z
      .enum(DOCUMENT_FORMATS)
      .describe('By content, never by name; told for certain when the document is opened'),
    bytes: z.number().int(),
    status: z.enum(['queued', 'processing', 'ready', 'partial', 'failed', 'cancelled']),
    failure,
    pageCount: z.number().int().nullable().describe('Null until the document has been opened'),
    pagesDone: z.number().int(),
    pagesFailed: z.number().int(),
    languages: z.array(z.string()).describe('Of its text (BCP 47), that of most of it first; told once it is read'),
    progress: z
      .strictObject({
        phase: z.enum(['opening', 'reading', 'embedding']),
        secondsLeft: z
          .number()
          .int()
          .nullable()
          .describe('Estimated from the pace so far, as of the last page or chunk'),
        ...searchedPages,
      })
      .nullable()
      .describe('Of the work that goes on; null when there is none'),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Material' });

const uploaded = material
  .extend({
    offeredTitle: z
      .string()
      .nullable()
      .describe('The title of this upload, where the same bytes are there under another: a rename takes it'),
  })
  .meta({ id: 'UploadedMaterial' });

const materialPage = z
  .strictObject({
    pageNo: z.number().int(),
    label: z
      .string()
      .nullable()
      .describe(
        'What the page is called where the file tells more than its number: iv as it is printed, a sheet, a time as 12:30–14:00',
      ),
    status: z.enum(['done', 'failed']),
    method: z.enum(['text', 'ocr', 'blank']).nullable(),
    confidence: z.number().min(0).max(1).nullable().describe('Mean confidence of OCR'),
    lowConfidence: z.boolean().describe('Whether the text was read by OCR that was unsure of it'),
    language: z
      .string()
      .nullable()
      .describe('Of the text (BCP 47); of a page that failed as `language-missing`, of what it is probably in'),
    characters: z.number().int(),
    text: z.string(),
    pictures: z
      .strictObject({
        read: z.number().int().describe('Read by OCR, with text or without'),
        unread: z.number().int().describe('Could not be read, or were more than are read of one file or in a day'),
      })
      .describe('Pictures among the text of the page; icons and logos are left out'),
    failure,
  })
  .meta({ id: 'MaterialPage' });

const fileLink = z
  .strictObject({
    url: z.url().describe('Where the file can be fetched without a login, until it expires'),
    expiresAt: instant,
  })
  .meta({ id: 'FileLink' });

const params = z.strictObject({ id });

/** UTF-16 units of a title at most. */
export const TITLE_MAX = 200;
const title = lineOfText(TITLE_MAX);

export const uploadForm = z.strictObject({ title: title.optional(), topic: topicName.optional() });

export const uploadOperation = defineOperation({
  id: 'uploadMaterial',
  method: 'post',
  path: '/materials/upload',
  tag: 'materials',
  summary: 'Upload a document and have it read',
  access: 'student',
  limit: 'uploads',
  form: uploadForm,
  idempotent: true,
  preferWait: true,
  responses: {
    200: { description: 'The same bytes were uploaded before, or the wait saw the end of the work', schema: uploaded },
    202: { description: 'Taken; the work goes on', schema: uploaded },
  },
  problems: ['account-closed', 'not-found', 'upload-interrupted', 'storage-full', 'daily-pages-reached'],
});

export const listMaterialsOperation = defineOperation({
  id: 'listMaterials',
  method: 'get',
  path: '/materials',
  tag: 'materials',
  summary: "The student's materials, newest first",
  access: 'student',
  limit: 'general',
  query: page,
  responses: { 200: { description: 'A page of materials', schema: listOf(material) } },
  problems: [],
});

export const getMaterialOperation = defineOperation({
  id: 'getMaterial',
  method: 'get',
  path: '/materials/{id}',
  tag: 'materials',
  summary: 'One material, with how far it is',
  access: 'student',
  limit: 'general',
  params,
  preferWait: true,
  responses: { 200: { description: 'The material', schema: material } },
  problems: [],
});

export const renameMaterialOperation = defineOperation({
  id: 'renameMaterial',
  method: 'put',
  path: '/materials/{id}',
  tag: 'materials',
  summary: "Change a material's title and topic",
  access: 'student',
  limit: 'general',
  params,
  body: z.strictObject({ title, topic: topicName.nullable() }),
  responses: { 200: { description: 'The material', schema: material } },
  problems: ['not-found', 'account-closed'],
});

export const listPagesOperation = defineOperation({
  id: 'listMaterialPages',
  method: 'get',
  path: '/materials/{id}/pages',
  tag: 'materials',
  summary: 'What was read on each page, in page order',
  access: 'student',
  limit: 'general',
  params,
  query: page.extend({
    cursor: queryInteger(0, 2_147_483_647).optional().describe('`nextCursor` of the page before'),
  }),
  responses: { 200: { description: 'A page of pages', schema: listOf(materialPage) } },
  problems: [],
});

export const getFileOperation = defineOperation({
  id: 'getMaterialFile',
  method: 'get',
  path: '/materials/{id}/file',
  tag: 'materials',
  summary: 'A link to the file as it was uploaded, good for five minutes',
  access: 'student',
  limit: 'general',
  params,
  responses: { 200: { description: 'The link', schema: fileLink } },
  problems: [],
});

const lifeOperation = { tag: 'materials', access: 'student', limit: 'general', params } as const;

export const cancelMaterialOperation = defineOperation({
  ...lifeOperation,
  id: 'cancelMaterial',
  method: 'post',
  path: '/materials/{id}/cancel',
  summary: 'Stop the work on a material; pages that were read stay',
  responses: { 200: { description: 'Cancelled, now or before', schema: material } },
  problems: ['account-closed', 'not-running'],
});

export const retryMaterialOperation = defineOperation({
  ...lifeOperation,
  id: 'retryMaterial',
  limit: 'uploads',
  method: 'post',
  path: '/materials/{id}/retry',
  summary: 'Read the pages again that are not read yet',
  preferWait: true,
  responses: {
    200: { description: 'The wait saw the end of the work', schema: material },
    202: { description: 'Taken; the work goes on', schema: material },
  },
  problems: ['account-closed', 'nothing-to-retry', 'material-exists', 'daily-pages-reached'],
});

export const deleteMaterialOperation = defineOperation({
  ...lifeOperation,
  id: 'deleteMaterial',
  method: 'delete',
  path: '/materials/{id}',
  summary: 'Delete a material with everything that was made of it',
  responses: { 204: { description: 'It is gone for its student, and is being removed' } },
  problems: ['account-closed'],
});

export const queryMaterialsOperation = defineOperation({
  id: 'queryMaterials',
  method: 'post',
  path: '/materials/query',
  tag: 'materials',
  summary: "Ask a question that is answered from the student's materials",
  access: 'student',
  limit: 'ai',
  body: z.strictObject({
    question: plainText(2_000),
    ...questionScope,
  }),
  idempotent: true,
  preferWait: true,
  responses: {
    200: { description: 'The wait saw the end of the work', schema: questionSchema },
    202: { description: 'Taken; the work goes on', schema: questionSchema },
  },
  problems: ['account-closed', 'not-found', 'ai-budget-exhausted'],
});
