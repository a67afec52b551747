import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import {
  buildAchievement,
  buildBlock,
  buildBoard,
  buildCard,
  buildCitation,
  buildFriendRequest,
  buildFriendship,
  buildIdentity,
  buildLeagueMember,
  buildLesson,
  buildLevel,
  buildMaterial,
  buildNotice,
  buildPage,
  buildPause,
  buildQuestion,
  buildQuiz,
  buildQuizAnswer,
  buildQuizAttempt,
  buildQuizItems,
  buildQuizQuestion,
  buildReview,
  buildSession,
  buildStreak,
  buildStudent,
  buildStudyMinutes,
  buildStudySession,
  buildThread,
  buildTopic,
  buildXpLine,
} from '../../support/factories/index.js';

/** Addresses of what was made, by the path of their operation; lists that are a student's alone have none. */
export type Addresses = Record<string, string>;

const ACHIEVEMENTS = ['first-answer', 'first-lesson', 'first-review'];
const WEEK_MS = 7 * 86_400_000;

/** Gives a student so many rows in every list there is. @returns where the lists of some thing are */
export async function fillLists(db: Knex, userId: string, count: number): Promise<Addresses> {
  const each = async <T>(make: (index: number) => Promise<T>): Promise<T[]> => {
    const made: T[] = [];
    for (let index = 0; index < count; index += 1) made.push(await make(index));
    return made;
  };
  await each((index) => buildSession(db, { userId, userAgent: `${index}` }));
  await each((index) => buildIdentity(db, { userId, issuer: `https://${index}.test` }));
  await each(() => buildNotice(db, { userId }));
  await each((index) => buildPause(db, { userId, firstDay: pauseDay(index), lastDay: pauseDay(index) }));
  await each((index) => buildLeagueMember(db, { userId, week: mondayBefore(index) }));
  await each(async () => buildStudyMinutes(db, { userId, sessionId: (await buildStudySession(db, { userId })).id }));
  for (const key of ACHIEVEMENTS.slice(0, count)) await buildAchievement(db, { userId, key });
  return {
    '/gamification/streak': '/gamification/streak?from=2026-03-01&to=2026-03-31',
    ...(await fillCatalog(db, userId, each)),
    ...(await fillQuizzes(db, userId, each)),
    ...(await fillMaterials(db, userId, each)),
    ...(await fillPeople(db, userId, each)),
  };
}

type Each = <T>(make: (index: number) => Promise<T>) => Promise<T[]>;

const pauseDay = (index: number) => new Date(Date.parse('2026-01-05') + index * WEEK_MS).toISOString().slice(0, 10);
const mondayBefore = (index: number) => new Date(Date.parse('2026-03-02') - index * WEEK_MS).toISOString().slice(0, 10);

async function fillCatalog(db: Knex, userId: string, each: Each): Promise<Addresses> {
  const topic = await buildTopic(db);
  const { subjectId, id: topicId } = topic;
  await each(() => buildTopic(db, { subjectId }));
  const lessons = await each((index) =>
    buildLesson(db, { topicId, title: `Tides ${topic.slug}`, position: index + 1 }),
  );
  const cards = await each(() => buildCard(db, { userId, topicId, reviews: 1 }));
  await each(() => buildXpLine(db, { userId }));
  const cardId = cards[0]?.id ?? '';
  await each((index) => buildReview(db, { userId, cardId, reviewNo: index + 1 }));
  const subject = await db('subjects').where({ id: subjectId }).first('slug');
  return {
    '/topics/{subject}': `/topics/${subject?.slug}`,
    '/lessons/{topic}': `/lessons/${topic.slug}`,
    '/lessons/search': '/lessons/search?q=tides',
    '/lessons/by-id/{id}': `/lessons/by-id/${lessons[0]?.id}`,
    '/reviews/{cardId}': `/reviews/${cardId}`,
  };
}

async function fillQuizzes(db: Knex, userId: string, each: Each): Promise<Addresses> {
  const { id: topicId } = await buildTopic(db);
  const quiz = await buildQuiz(db, { userId, topicId });
  const made = await buildQuiz(db, { userId, topicId, makes: 'cards', source: 'generated' });
  const questions = await each(() => buildQuizQuestion(db, { topicId }));
  const questionIds = questions.map(({ id }) => id);
  for (const { id } of [quiz, made]) await buildQuizItems(db, id, questionIds);
  const attempts = await each((index) => buildQuizAttempt(db, { userId, quizId: quiz.id, number: index + 1 }));
  const attemptId = attempts[0]?.id ?? '';
  for (const questionId of questionIds) await buildQuizAnswer(db, { attemptId, questionId, userId });
  for (const questionId of questionIds) await buildCard(db, { userId, questionId, origin: 'generated' });
  return {
    '/quiz/{id}': `/quiz/${quiz.id}`,
    '/quiz/attempts/{id}': `/quiz/attempts/${attemptId}`,
    '/cards/generated/{id}': `/cards/generated/${made.id}`,
  };
}

async function fillMaterials(db: Knex, userId: string, each: Each): Promise<Addresses> {
  const materials = await each(() => buildMaterial(db, { ownerId: userId }));
  const materialId = materials[0]?.id ?? '';
  await each((index) => buildPage(db, { materialId, pageNo: index + 1 }));
  await each(() => buildQuestion(db, { userId }));
  const { id: threadId } = await buildThread(db, { userId });
  const questions = await each(() => buildQuestion(db, { userId, threadId }));
  for (const { id: questionId } of questions) await each((ord) => buildCitation(db, { questionId, materialId, ord }));
  return {
    '/materials/{id}/pages': `/materials/${materialId}/pages`,
    '/ai/doubt/{threadId}': `/ai/doubt/${threadId}`,
    '/ai/doubt/messages/{id}': `/ai/doubt/messages/${questions[0]?.id}`,
  };
}

async function fillPeople(db: Knex, userId: string, each: Each): Promise<Addresses> {
  const friends = await each(() => buildStudent(db));
  for (const { id } of friends) {
    await buildFriendship(db, userId, id);
    await buildLevel(db, { userId: id });
    await buildStreak(db, { userId: id });
    await buildPause(db, { userId: id });
  }
  const others = await each(() => buildStudent(db));
  for (const { id } of others) await buildFriendRequest(db, { senderId: id, receiverId: userId });
  await each(() => buildFriendRequest(db, { senderId: userId, code: randomUUID().slice(0, 8) }));
  for (const { id } of await each(() => buildStudent(db))) await buildBlock(db, { blockerId: userId, blockedId: id });
  await buildBoard(db, [userId, ...friends.map(({ id }) => id)], { period: 'week' });
  return {};
}
