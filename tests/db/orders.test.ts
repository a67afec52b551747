import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { v7 as uuidv7 } from 'uuid';
import { createKnex } from '../../db/knex.js';
import { materialsOfOtherModels, pendingChunks } from '../../db/queries/chunk-vectors.js';
import { listWorkedOn } from '../../db/queries/erasure.js';
import { listOriginals } from '../../db/queries/exports.js';
import { listIdentities } from '../../db/queries/identities.js';
import { listMaterials } from '../../db/queries/materials.js';
import { pageSpanTexts } from '../../db/queries/page-spans.js';
import { listPages } from '../../db/queries/pages.js';
import { findQuestion, listThread, listThreads } from '../../db/queries/questions.js';
import { findQuiz } from '../../db/queries/quizzes.js';
import { takeDueRows } from '../../db/queries/runs.js';
import { listSessions } from '../../db/queries/sessions.js';
import { QUIZ_ATTEMPTS_SHOWN } from '../../domain/quizzes/limits.js';
import { asTheyLie } from '../support/as-they-lie.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import {
  buildChunk,
  buildCitation,
  buildIdentity,
  buildMaterial,
  buildPage,
  buildQuestion,
  buildQuiz,
  buildQuizAttempt,
  buildSession,
  buildStudent,
  buildThread,
  buildVector,
} from '../support/factories/index.js';

let database: TestDatabase;
let db: Knex;
let userId: string;
beforeAll(async () => {
  database = await cloneDatabase();
  db = createKnex(database.url, 5);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});
beforeEach(async () => {
  await db('users').delete();
  userId = (await buildStudent(db)).id;
});

/** Ids in the order in which the product makes them. */
const idsInOrder = (count: number): string[] => Array.from({ length: count }, (_, at) => uuidv7({ msecs: 1 + at }));
/** Rows are inserted like this: in no order that any list may have. */
const SCRAMBLED = [2, 4, 0, 3, 1];
const ids = idsInOrder(SCRAMBLED.length);
const idAt = (place: number): string => ids[place] ?? '';
const newestFirst = ids.toReversed();
const ALL = { limit: 100 };

const idsOf = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);

describe('lists that are read page by page', () => {
  test('materials are listed newest first', async () => {
    for (const place of SCRAMBLED) await buildMaterial(db, { id: idAt(place), ownerId: userId });
    expect(idsOf(await asTheyLie(db, (trx) => listMaterials(trx, userId, ALL)))).toEqual(newestFirst);
    const after = await asTheyLie(db, (trx) => listMaterials(trx, userId, { limit: 2, cursor: idAt(3) }));
    expect(idsOf(after)).toEqual([idAt(2), idAt(1)]);
  });

  test('pages are listed by number', async () => {
    const { id: materialId } = await buildMaterial(db, { ownerId: userId });
    for (const place of SCRAMBLED) await buildPage(db, { materialId, pageNo: place + 1 });
    const numbers = async (options: { limit: number; cursor?: number }) =>
      (await asTheyLie(db, (trx) => listPages(trx, materialId, options))).map(({ pageNo }) => pageNo);
    expect(await numbers(ALL)).toEqual([1, 2, 3, 4, 5]);
    expect(await numbers({ limit: 2, cursor: 2 })).toEqual([3, 4]);
  });

  test('threads are listed newest first, each with its first question and the state of its last', async () => {
    for (const place of SCRAMBLED) {
      const { id: threadId } = await buildThread(db, { id: idAt(place), userId });
      const [first, last] = idsInOrder(2).map(() => uuidv7()) as [string, string];
      await buildQuestion(db, { id: last, userId, threadId, question: 'Last?', status: 'failed' });
      await buildQuestion(db, { id: first, userId, threadId, question: 'First?' });
    }
    const threads = await asTheyLie(db, (trx) => listThreads(trx, userId, ALL));
    expect(idsOf(threads)).toEqual(newestFirst);
    for (const thread of threads) {
      expect(thread).toMatchObject({ firstQuestion: 'First?', status: 'failed', questionCount: 2 });
    }
  });

  test('questions of a thread are listed oldest first', async () => {
    const { id: threadId } = await buildThread(db, { userId });
    for (const place of SCRAMBLED) await buildQuestion(db, { id: idAt(place), userId, threadId });
    expect(idsOf(await asTheyLie(db, (trx) => listThread(trx, userId, { ...ALL, threadId })))).toEqual(ids);
    const after = await asTheyLie(db, (trx) => listThread(trx, userId, { threadId, limit: 2, cursor: idAt(1) }));
    expect(idsOf(after)).toEqual([idAt(2), idAt(3)]);
  });

  test('citations stand in their order', async () => {
    const { id: materialId } = await buildMaterial(db, { ownerId: userId });
    const { id: questionId } = await buildQuestion(db, { userId });
    for (const ord of SCRAMBLED) await buildCitation(db, { questionId, materialId, ord });
    const question = await asTheyLie(db, (trx) => findQuestion(trx, userId, questionId));
    expect(question?.citations?.map(({ ord }) => ord)).toEqual([0, 1, 2, 3, 4]);
  });

  test('a quiz shows its latest attempts, in their order', async () => {
    const { id: topicId } = await db('topics').first('id');
    const { id: quizId } = await buildQuiz(db, { userId, topicId });
    const count = QUIZ_ATTEMPTS_SHOWN + 2;
    for (const number of [2, 1, ...Array.from({ length: count - 2 }, (_, at) => at + 3)])
      await buildQuizAttempt(db, { userId, quizId, number });
    const quiz = await asTheyLie(db, (trx) => findQuiz(trx, userId, quizId));
    expect(quiz?.attempts.map(({ number }) => number)).toEqual(
      Array.from({ length: QUIZ_ATTEMPTS_SHOWN }, (_, at) => at + 3),
    );
  });

  test('sessions are listed by their last use, the latest first', async () => {
    for (const place of SCRAMBLED) await buildSession(db, { id: idAt(place), userId, lastUsedAt: new Date(place) });
    expect(idsOf(await asTheyLie(db, (trx) => listSessions(trx, userId, new Date())))).toEqual(newestFirst);
  });

  test('logins at other providers are listed as they were linked', async () => {
    for (const place of SCRAMBLED)
      await buildIdentity(db, { id: idAt(place), userId, issuer: `https://${place}.example` });
    const identities = await asTheyLie(db, (trx) => listIdentities(trx, userId));
    expect(identities.map(({ issuer }) => issuer)).toEqual([0, 1, 2, 3, 4].map((place) => `https://${place}.example`));
  });
});

describe('what work takes in batches', () => {
  test('files of an export are taken by id', async () => {
    for (const place of SCRAMBLED) await buildMaterial(db, { id: idAt(place), ownerId: userId });
    const first = await asTheyLie(db, (trx) => listOriginals(trx, userId, { after: undefined, limit: 3 }));
    expect(idsOf(first)).toEqual(ids.slice(0, 3));
    const rest = await asTheyLie(db, (trx) => listOriginals(trx, userId, { after: idAt(2), limit: 3 }));
    expect(idsOf(rest)).toEqual(ids.slice(3));
  });

  test('rows whose runs are to be removed are taken by id', async () => {
    for (const place of SCRAMBLED) await buildMaterial(db, { id: idAt(place), ownerId: userId });
    const rows = { table: 'materials', key: ['id'], owner: 'owner_id = :userId' } as const;
    const read = (after: string | undefined) =>
      asTheyLie(db, (trx) => listWorkedOn(trx, rows, { userId, after, limit: 3 }));
    expect(idsOf(await read(undefined))).toEqual(ids.slice(0, 3));
    expect(idsOf(await read(idAt(2)))).toEqual(ids.slice(3));
  });

  test('chunks are embedded in the order of the document', async () => {
    const { id: materialId } = await buildMaterial(db, { ownerId: userId });
    for (const ord of SCRAMBLED) await buildChunk(db, { materialId, ownerId: userId, ord, text: `text ${ord}` });
    const set = { materialId, model: 'm@2', searchable: true };
    const texts = (await asTheyLie(db, (trx) => pendingChunks(trx, set, 3))).map(({ text }) => text);
    expect(texts).toEqual(['text 0', 'text 1', 'text 2']);
  });

  test('materials are moved to another model by id', async () => {
    for (const place of SCRAMBLED) {
      const { id: materialId } = await buildMaterial(db, { id: idAt(place), ownerId: userId });
      await buildVector(db, await buildChunk(db, { materialId, ownerId: userId }));
    }
    expect(await asTheyLie(db, (trx) => materialsOfOtherModels(trx, ['new@2'], userId))).toEqual(ids);
  });

  test('due rows are taken that are due for longest', async () => {
    for (const place of SCRAMBLED) {
      await buildMaterial(db, { id: idAt(place), ownerId: userId, status: 'queued', nextCheckAt: new Date(place) });
    }
    const taken = await asTheyLie(db, (trx) => takeDueRows(trx, 'ingestMaterial', { limit: 2, putOffSeconds: 100 }));
    expect(new Set(idsOf(taken))).toEqual(new Set(ids.slice(0, 2)));
  });

  test('spans of pages are read in the order of the chunks asked for, and then of pages', async () => {
    const { id: materialId } = await buildMaterial(db, { ownerId: userId });
    for (const place of SCRAMBLED) await buildPage(db, { materialId, pageNo: place + 1 });
    const at = { materialId, ownerId: userId };
    const late = await buildChunk(db, { ...at, id: randomUUID(), ord: 1, pageFrom: 3, pageTo: 5 });
    const early = await buildChunk(db, { ...at, id: randomUUID(), ord: 0, pageFrom: 1, pageTo: 2 });
    const numbers = async (chunkIds: string[]) =>
      (await asTheyLie(db, (trx) => pageSpanTexts(trx, userId, chunkIds))).map(({ pageNo }) => pageNo);
    expect(await numbers([late.id, early.id])).toEqual([3, 4, 5, 1, 2]);
    expect(await numbers([early.id, late.id])).toEqual([1, 2, 3, 4, 5]);
  });
});
