import { beforeEach, expect, test } from '@jest/globals';
import { listIdentities } from '../../../db/queries/identities.js';
import { listMaterials } from '../../../db/queries/materials.js';
import { listPages } from '../../../db/queries/pages.js';
import { findQuestion, listThread, listThreads } from '../../../db/queries/questions.js';
import { findQuiz } from '../../../db/queries/quizzes.js';
import { listSessions } from '../../../db/queries/sessions.js';
import { QUIZ_ATTEMPTS_SHOWN } from '../../../domain/quizzes/limits.js';
import { asTheyLie } from '../../support/as-they-lie.js';
import {
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
} from '../../support/factories/index.js';
import { allAndPart, idsOf, inOrder, newIds, scrambled } from '../../support/scrambled.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
let userId: string;
beforeEach(async () => {
  userId = (await buildStudent(services.db)).id;
});

test('materials are listed newest first', async () => {
  const ids = newIds();
  await scrambled(ids, (id) => buildMaterial(services.db, { id, ownerId: userId }));
  const read = await allAndPart(services.db, async (trx, part) => idsOf(await listMaterials(trx, userId, part)));
  expect(read).toEqual(inOrder(ids.toReversed()));
});

test('pages are listed by number', async () => {
  const { id: materialId } = await buildMaterial(services.db, { ownerId: userId });
  await scrambled([1, 2, 3, 4, 5], (pageNo) => buildPage(services.db, { materialId, pageNo }));
  const numbers = async (options: { limit: number; cursor?: number }) =>
    (await asTheyLie(services.db, (trx) => listPages(trx, materialId, options))).map(({ pageNo }) => pageNo);
  expect(await numbers({ limit: 9 })).toEqual([1, 2, 3, 4, 5]);
  expect(await numbers({ limit: 2, cursor: 2 })).toEqual([3, 4]);
});

test('threads are listed newest first, each with its first question and the state of its last', async () => {
  const ids = newIds();
  await scrambled(ids, async (id) => {
    const { id: threadId } = await buildThread(services.db, { id, userId });
    const [first = '', last = ''] = newIds();
    await buildQuestion(services.db, { id: last, userId, threadId, question: 'Last?', status: 'failed' });
    await buildQuestion(services.db, { id: first, userId, threadId, question: 'First?' });
  });
  const threads = await asTheyLie(services.db, (trx) => listThreads(trx, userId, { limit: 9 }));
  expect(idsOf(threads)).toEqual(ids.toReversed());
  for (const thread of threads) {
    expect(thread).toMatchObject({ firstQuestion: 'First?', status: 'failed', questionCount: 2 });
  }
});

test('questions of a thread are listed oldest first', async () => {
  const { id: threadId } = await buildThread(services.db, { userId });
  const ids = newIds();
  await scrambled(ids, (id) => buildQuestion(services.db, { id, userId, threadId }));
  const read = await allAndPart(services.db, async (trx, part) =>
    idsOf(await listThread(trx, userId, { threadId, ...part })),
  );
  expect(read).toEqual(inOrder(ids));
});

test('citations stand in their order', async () => {
  const { id: materialId } = await buildMaterial(services.db, { ownerId: userId });
  const { id: questionId } = await buildQuestion(services.db, { userId });
  await scrambled([0, 1, 2, 3, 4], (ord) => buildCitation(services.db, { questionId, materialId, ord }));
  const question = await asTheyLie(services.db, (trx) => findQuestion(trx, userId, questionId));
  expect(question?.citations?.map(({ ord }) => ord)).toEqual([0, 1, 2, 3, 4]);
});

test('a quiz shows its latest attempts, in their order', async () => {
  const { id: topicId } = await services.db('topics').first('id');
  const { id: quizId } = await buildQuiz(services.db, { userId, topicId });
  const count = QUIZ_ATTEMPTS_SHOWN + 2;
  for (const number of [2, 1, ...Array.from({ length: count - 2 }, (_, at) => at + 3)])
    await buildQuizAttempt(services.db, { userId, quizId, number });
  const quiz = await asTheyLie(services.db, (trx) => findQuiz(trx, userId, quizId));
  expect(quiz?.attempts.map(({ number }) => number)).toEqual(
    Array.from({ length: QUIZ_ATTEMPTS_SHOWN }, (_, at) => at + 3),
  );
});

test('sessions are listed by their last use, the latest first', async () => {
  const ids = newIds();
  await scrambled(ids, (id, place) => buildSession(services.db, { id, userId, lastUsedAt: new Date(place) }));
  const sessions = await asTheyLie(services.db, (trx) => listSessions(trx, userId, new Date()));
  expect(idsOf(sessions)).toEqual(ids.toReversed());
});

test('logins at other providers are listed as they were linked', async () => {
  const issuers = [0, 1, 2, 3, 4].map((place) => `https://${place}.example`);
  const ids = newIds();
  await scrambled(issuers, (issuer, place) => buildIdentity(services.db, { id: ids[place] ?? '', userId, issuer }));
  const identities = await asTheyLie(services.db, (trx) => listIdentities(trx, userId));
  expect(identities.map(({ issuer }) => issuer)).toEqual(issuers);
});
