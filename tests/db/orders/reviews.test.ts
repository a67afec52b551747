import { beforeEach, expect, test } from '@jest/globals';
import {
  cardsAfter,
  cardsOfQuiz,
  findCards,
  findDueCards,
  lastReview,
  listCards,
  listReviews,
} from '../../../db/queries/cards.js';
import { listFinishedAttempts, listScores } from '../../../db/queries/quiz-attempts.js';
import { listStudyDays, listStudyMinutes } from '../../../db/queries/study.js';
import { asTheyLie } from '../../support/as-they-lie.js';
import {
  buildCard,
  buildQuiz,
  buildQuizAttempt,
  buildQuizItems,
  buildQuizQuestion,
  buildReview,
  buildStudent,
  buildStudyMinutes,
  buildStudySession,
  buildTopic,
} from '../../support/factories/index.js';
import { allAndPart, idsOf, inOrder, newIds, scrambled } from '../../support/scrambled.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();
let userId: string;
beforeEach(async () => {
  userId = (await buildStudent(services.db)).id;
});

const DAYS = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06'];

test('cards are listed newest first, and taken as they were made', async () => {
  const ids = newIds();
  await scrambled(ids, (id) => buildCard(services.db, { id, userId }));
  const newest = await allAndPart(services.db, async (trx, part) => idsOf(await listCards(trx, userId, part)));
  expect(newest).toEqual(inOrder(ids.toReversed()));
  const oldest = await allAndPart(services.db, async (trx, { limit, cursor: after }) =>
    idsOf(await cardsAfter(trx, userId, { limit, after })),
  );
  expect(oldest).toEqual(inOrder(ids));
  expect(idsOf(await asTheyLie(services.db, (trx) => findCards(trx, userId, ids.toReversed())))).toEqual(ids);
});

test('cards of a quiz are listed in its order', async () => {
  const { id: topicId } = await buildTopic(services.db);
  const { id: quizId } = await buildQuiz(services.db, { userId, topicId });
  const questionIds: string[] = [];
  for (const id of newIds()) questionIds.push((await buildQuizQuestion(services.db, { id, topicId })).id);
  await buildQuizItems(services.db, quizId, questionIds);
  const ids = newIds();
  await scrambled(ids, (id, place) => buildCard(services.db, { id, userId, questionId: questionIds[place] ?? null }));
  expect(idsOf(await asTheyLie(services.db, (trx) => cardsOfQuiz(trx, userId, quizId)))).toEqual(ids);
});

test('cards are reviewed that wait for longest, then by id, and of new ones the oldest', async () => {
  const [fresh, due] = [newIds(), newIds()];
  await scrambled(fresh, (id) => buildCard(services.db, { id, userId }));
  // The two of one day have ids against the order of the days.
  const dueOn = ['2026-03-02', '2026-03-02', '2026-03-01', '2026-02-28', '2026-02-27'];
  await scrambled(due, (id, place) => buildCard(services.db, { id, userId, reviews: 1, due: dueOn[place] ?? null }));
  const [first, second, third, fourth, fifth] = due;
  const read = (most: { due: number; fresh: number }) =>
    asTheyLie(services.db, (trx) => findDueCards(trx, { userId, studyDay: '2026-03-02', most }));
  const all = await read({ due: 9, fresh: 9 });
  expect([idsOf(all.due), idsOf(all.fresh)]).toEqual([[fifth, fourth, third, first, second], fresh]);
  const some = await read({ due: 4, fresh: 2 });
  expect([idsOf(some.due), idsOf(some.fresh)]).toEqual([[fifth, fourth, third, first], fresh.slice(0, 2)]);
});

test('reviews of a card are listed newest first, and the last is the one that is undone', async () => {
  const { id: cardId } = await buildCard(services.db, { userId });
  const ids = newIds();
  await scrambled(ids, (id, place) => buildReview(services.db, { id, userId, cardId, reviewNo: place + 1 }));
  const read = await allAndPart(services.db, async (trx, part) =>
    idsOf(await listReviews(trx, { userId, cardId }, part)),
  );
  expect(read).toEqual(inOrder(ids.toReversed()));
  expect((await asTheyLie(services.db, (trx) => lastReview(trx, userId)))?.id).toBe(ids.at(-1));
});

test('the history of quizzes has the attempt first that was begun last', async () => {
  const { id: topicId } = await buildTopic(services.db);
  const { id: quizId } = await buildQuiz(services.db, { userId, topicId });
  const ids = newIds();
  await scrambled(ids, (id, place) =>
    buildQuizAttempt(services.db, { id, userId, quizId, number: place + 1, score: place / 10 }),
  );
  const read = await allAndPart(services.db, async (trx, part) => idsOf(await listFinishedAttempts(trx, userId, part)));
  expect(read).toEqual(inOrder(ids.toReversed()));
  const scores = await asTheyLie(services.db, (trx) => listScores(trx, userId, { most: 3 }));
  expect(scores).toEqual([0.4, 0.3, 0.2]);
});

test('days of study are listed latest first, their sessions and the days of a session earliest first', async () => {
  const ids = newIds();
  await scrambled(ids, async (id, place) => {
    await buildStudySession(services.db, { id, userId });
    for (const studyDay of [DAYS[place] ?? '', '2026-03-09'])
      await buildStudyMinutes(services.db, { userId, sessionId: id, studyDay });
  });
  const days = await asTheyLie(services.db, (trx) => listStudyDays(trx, userId, { limit: 3 }));
  expect(days.map(({ studyDay }) => studyDay)).toEqual(['2026-03-09', ...DAYS.toReversed().slice(0, 2)]);
  expect(idsOf(days[0]?.sessions ?? [])).toEqual(ids);

  const { id: sessionId } = await buildStudySession(services.db, { userId });
  await scrambled(DAYS, (studyDay) => buildStudyMinutes(services.db, { userId, sessionId, studyDay }));
  const minutes = await asTheyLie(services.db, (trx) => listStudyMinutes(trx, sessionId));
  expect(minutes.map(({ studyDay }) => studyDay)).toEqual(DAYS);
});
