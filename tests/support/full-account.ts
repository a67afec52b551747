import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { Subject } from '../../db/models/subject.js';
import { User } from '../../db/models/user.js';
import { UserProfile } from '../../db/models/user-profile.js';
import { UserSubject } from '../../db/models/user-subject.js';
import { avatarKey, exportKey, originalKey } from '../../domain/object-keys.js';
import { recommendationId } from '../../services/recommendations/recommendation-id.js';
import {
  buildAchievement,
  buildAiCall,
  buildAuditEntry,
  buildBlock,
  buildBoard,
  buildBoardSum,
  buildCard,
  buildChunk,
  buildCitation,
  buildDayRule,
  buildDismissal,
  buildErasure,
  buildExport,
  buildFeedback,
  buildFlag,
  buildFriendRequest,
  buildFriendship,
  buildGuide,
  buildIdempotencyKey,
  buildIdentity,
  buildLeagueMember,
  buildLesson,
  buildLessonProgress,
  buildLevel,
  buildMail,
  buildMaterial,
  buildNotice,
  buildOneTimeCode,
  buildPage,
  buildPageAdmission,
  buildPause,
  buildPreferences,
  buildQuestion,
  buildQuestionReport,
  buildQuestionStatistics,
  buildQuiz,
  buildQuizAnswer,
  buildQuizAttempt,
  buildQuizItems,
  buildQuizQuestion,
  buildRecommendations,
  buildReembedding,
  buildReview,
  buildReviewWeights,
  buildSecondSolve,
  buildSpending,
  buildStats,
  buildStreak,
  buildStreakDay,
  buildStudent,
  buildStudyMinutes,
  buildStudySession,
  buildTopic,
  buildTopicAnswer,
  buildTopicProgress,
  buildVector,
  buildXpLine,
} from './factories/index.js';
import { insertRow } from './factories/insert-row.js';
import { putObject } from './objects.js';
import type { Student } from './student.js';
import type { TestData } from './test-data.js';

/** What `fillAccount` made, for tests that look for it. */
export interface FullAccount {
  materialId: string;
  threadId: string;
  questionId: string;
  exportId: string;
  avatarId: string;
  xpLineId: string;
  lessonId: string;
  pauseId: string;
  noticeId: string;
  cardId: string;
  recommendationId: string;
  reviewId: string;
  /** Another student, who is a friend and blocked at once. */
  friendId: string;
  /** A request that was sent. */
  friendRequestId: string;
  quizId: string;
  /** Cards that were generated. */
  madeCardsId: string;
  attemptId: string;
  quizQuestionId: string;
  /** Object keys, without the deployment's prefix. */
  keys: string[];
  /** Text that stands nowhere else: in a title, on a page, in a chunk, a question, an answer and a quote. */
  secret: string;
}

/**
 * Gives a signed-up student something in every table that holds what belongs to a person, and in object storage.
 * No work is left open, so that the account stays as it is with or without a worker.
 */
export async function fillAccount(
  { db, config }: Pick<TestData, 'db' | 'config'>,
  student: Pick<Student, 'id' | 'email'>,
): Promise<FullAccount> {
  const userId = student.id;
  const avatarId = randomUUID();
  const secret = `secret-${randomUUID()}`;
  // Long enough that something can be asked of it.
  const text = `What the notes say of ${secret}, which is told here at some length, and on more than one of their pages.`;

  await User.query(db).findById(userId).patch({ emailVerifiedAt: new Date() });
  await UserProfile.query(db).findById(userId).patch({ avatarId, grade: '11', timeZone: 'Asia/Kathmandu', version: 2 });
  await buildDayRule(db, { userId, timeZone: 'Asia/Kathmandu' });
  await buildStreak(db, { userId });
  await buildStreakDay(db, { userId });
  const { id: pauseId } = await buildPause(db, { userId });
  const { id: xpLineId } = await buildXpLine(db, { userId });
  await buildLevel(db, { userId });
  await buildStats(db, { userId });
  await buildAchievement(db, { userId });
  const { id: noticeId } = await buildNotice(db, { userId });
  const { id: friendId } = await buildStudent(db);
  await buildFriendship(db, userId, friendId);
  await buildBlock(db, { blockerId: userId, blockedId: friendId });
  const { id: friendRequestId } = await buildFriendRequest(db, { senderId: userId });
  await buildLeagueMember(db, { userId });
  await db('friend_adds').insert({ userId, day: '2026-09-01', adds: 1 });
  const goals = [`pass ${secret}`];
  await buildPreferences(db, { userId, goals, dailyMinutes: 30, studyDays: [1, 3, 5] });
  await insertRow(UserSubject, db, { userId, subjectId: await anySubject(db), position: 1 });
  await buildIdentity(db, { userId });
  const { id: topicId } = await buildTopic(db);
  const { id: lessonId } = await buildLesson(db, { topicId });
  await buildLessonProgress(db, { userId, lessonId });
  const { id: sessionId } = await buildStudySession(db, { userId, topicId, lessonId });
  await buildStudyMinutes(db, { userId, sessionId });
  await buildTopicProgress(db, { userId, topicId });
  await buildReviewWeights(db, { userId });
  await buildTopicAnswer(db, { userId, topicId });
  const { id: cardId } = await buildCard(db, { userId, topicId, lessonId, reviews: 1, back: text });
  const { id: reviewId } = await buildReview(db, { userId, cardId });
  await buildRecommendations(db, { userId });
  // Of a month's end: that is kept for ever, also where a worker drops the boards that have had their time.
  await buildBoard(db, [userId], { period: 'all-time', day: '2026-02-28' });
  await buildBoardSum(db, userId);
  await buildFlag(db, { userId });
  await buildDismissal(db, { userId });
  // Its options are called as a sample of a request would call one.
  const { id: quizQuestionId } = await buildQuizQuestion(db, {
    ...{ topicId, lessonId, key: { kind: 'single-choice', right: 'a' } },
    form: { kind: 'single-choice', options: ['a', 'b'].map((id) => ({ id, text: id })) },
  });
  const { id: quizId } = await buildQuiz(db, { userId, topicId, lessonId, wished: 1, questionCount: 1 });
  await buildQuizItems(db, quizId, [quizQuestionId]);
  const { id: attemptId } = await buildQuizAttempt(db, { userId, quizId });
  const answer = { kind: 'single-choice', chosen: 'a' } as const;
  await buildQuizAnswer(db, { attemptId, questionId: quizQuestionId, userId, answer });
  await buildQuestionReport(db, { userId, questionId: quizQuestionId, text: `Of ${secret}.` });
  await buildOneTimeCode(db, { userId, payload: { email: student.email } });
  await buildMail(db, { userId });
  await buildAuditEntry(db, { actorId: userId, subjectId: userId });

  const { id: materialId } = await fillMaterial(db, userId, { title: `Notes ${secret}`, text });
  const { id: generatedId } = await buildQuizQuestion(db, {
    ...{ topicId, ownerId: userId, materialId, stem: `What of ${secret}?` },
    evidence: { pageNo: 1, quote: text, start: 0, end: text.length },
    checks: { provider: 'offline', model: 'rules-4', flaws: [], solves: [] },
  });
  await buildQuestionStatistics(db, { questionId: generatedId });
  const { id: madeCardsId } = await buildQuiz(db, {
    ...({ userId, topicId: null, makes: 'cards', source: 'generated' } as const),
    ...{ materialIds: [materialId], wished: 1, questionCount: 1 },
  });
  await buildQuizItems(db, madeCardsId, [generatedId]);
  await buildCard(db, { userId, origin: 'generated', questionId: generatedId, back: text });
  await buildSecondSolve(db, { questionId: generatedId });
  await buildPageAdmission(db, { userId, materialId, pages: 2 });
  await buildIdempotencyKey(db, { userId, key: `key-${secret}`, resourceId: materialId });

  const { id: questionId, threadId } = await buildQuestion(db, {
    userId,
    question: `What of ${secret}?`,
    materialIds: [materialId],
    answer: text,
  });
  await buildCitation(db, { questionId, materialId, quote: text });
  const ofLesson = { materialId: null, pageNo: null, lessonId, lessonTitle: 'A lesson', lessonHash: 'h' };
  await buildCitation(db, { questionId, ...ofLesson, ord: 1 });
  await buildFeedback(db, { questionId, userId, comment: `It told of ${secret}.` });
  await buildSpending(db, { userId, spentMicros: 12 });
  await buildAiCall(db, { userId, resourceId: questionId });

  const { id: exportId } = await buildExport(db, { userId });
  await buildErasure(db, { userId });

  const keys = [originalKey(materialId), avatarKey(userId, avatarId), exportKey({ userId, id: exportId, writeNo: 1 })];
  for (const key of keys) await putObject(config, key, Buffer.from(`bytes of ${secret}`));
  return {
    materialId,
    threadId,
    questionId,
    exportId,
    avatarId,
    xpLineId,
    lessonId,
    pauseId,
    noticeId,
    cardId,
    // The card is due.
    recommendationId: recommendationId(userId, 'reviews'),
    reviewId,
    friendId,
    friendRequestId,
    quizId,
    madeCardsId,
    attemptId,
    quizQuestionId,
    keys,
    secret,
  };
}

/** A subject of the catalog, made here where it is not seeded. */
async function anySubject(db: Knex): Promise<string> {
  const found = await Subject.query(db).first();
  if (found) return found.id;
  const made = { slug: 'biology', name: 'Biology', description: 'Life', position: 1 };
  await Subject.query(db).insert(made).onConflict('slug').ignore();
  return (await Subject.query(db).findOne({ slug: made.slug }).throwIfNotFound()).id;
}

/** A ready material of two pages with its guide, in one transaction: a worker makes the guide of one that has none. */
async function fillMaterial(db: Knex, userId: string, { title, text }: { title: string; text: string }) {
  return db.transaction(async (trx) => {
    const { id } = await buildMaterial(trx, { ownerId: userId, title, bytes: 20, pageCount: 2 });
    for (const pageNo of [1, 2]) {
      await buildPage(trx, { materialId: id, pageNo, text });
      const place = { ord: pageNo - 1, pageFrom: pageNo };
      await buildVector(trx, await buildChunk(trx, { materialId: id, ownerId: userId, ...place, text }));
    }
    await buildReembedding(trx, { materialId: id, userId });
    await buildGuide(trx, { id, userId, text });
    return { id };
  });
}
