import { describe, expect, test } from '@jest/globals';
import { UserPreferences } from '../../../db/models/user-preferences.js';
import { gatherFacts } from '../../../services/recommendations/gather-facts.js';
import {
  buildCard,
  buildCitation,
  buildDayRule,
  buildDismissal,
  buildGuide,
  buildLesson,
  buildLessonProgress,
  buildMaterial,
  buildPause,
  buildQuestion,
  buildQuiz,
  buildQuizAnswer,
  buildQuizAttempt,
  buildQuizQuestion,
  buildReview,
  buildStats,
  buildStreak,
  buildStudent,
  buildStudyMinutes,
  buildStudySession,
  buildTopic,
  buildTopicAnswer,
  buildTopicProgress,
} from '../../support/factories/index.js';
import { insertRow } from '../../support/factories/insert-row.js';
import { useTestServices } from '../../support/test-services.js';

const services = useTestServices();

/** A Tuesday at noon in UTC. */
const NOW = new Date('2026-03-03T12:00:00Z');
const factsOf = async (userId: string, at = NOW) => {
  const [gathered] = await gatherFacts([userId], at, services.db);
  if (!gathered) throw new Error('There is no such student.');
  return gathered.facts;
};

describe('the facts of a student', () => {
  test('are none of who has nothing', async () => {
    const { id: userId } = await buildStudent(services.db);
    expect(await gatherFacts([userId], NOW, services.db)).toEqual([
      {
        version: 0,
        facts: {
          ...{ userId, day: '2026-03-03', isStudiedToday: false, dailyMinutes: 30 },
          ...{ studyDays: [], examDate: null, subjectIds: [], pauses: [] },
          cards: { due: 0, fresh: 0, reviewedToday: 0, newToday: 0 },
          ...{ topics: [], quizzes: [], lessons: [], unasked: [], minutes: [], startHours: [], dismissed: new Set() },
        },
      },
    ]);
  });

  test('are those of each where several are asked for, and of nobody who is gone', async () => {
    const [one, two] = [await buildStudent(services.db), await buildStudent(services.db)];
    await buildCard(services.db, { userId: two.id });
    await buildStats(services.db, { userId: two.id, version: 7 });
    const gathered = await gatherFacts([one.id, two.id, crypto.randomUUID()], NOW, services.db);
    expect(new Map(gathered.map(({ facts, version }) => [facts.userId, [facts.cards.fresh, version]]))).toEqual(
      new Map([
        [one.id, [0, 0]],
        [two.id, [1, 7]],
      ]),
    );
  });

  test('have what the student wants', async () => {
    const { id: userId } = await buildStudent(services.db);
    await insertRow(UserPreferences, services.db, {
      userId,
      dailyMinutes: 45,
      studyDays: [1, 2],
      examDate: '2026-04-01',
    });
    await buildPause(services.db, { userId, firstDay: '2126-03-04', lastDay: '2126-03-05' });
    await buildPause(services.db, { userId, firstDay: '2026-02-01', lastDay: '2026-02-02' });
    expect(await factsOf(userId)).toMatchObject({
      ...{ dailyMinutes: 45, studyDays: [1, 2], examDate: '2026-04-01' },
      pauses: [{ firstDay: '2126-03-04', lastDay: '2126-03-05' }],
    });
  });

  test('say whether anything was done on the study day', async () => {
    const { id: userId } = await buildStudent(services.db);
    await buildStreak(services.db, { userId, through: '2026-03-03' });
    expect((await factsOf(userId)).isStudiedToday).toBe(true);
    expect((await factsOf(userId, new Date('2026-03-04T04:00:00Z'))).isStudiedToday).toBe(false);
  });

  test('have the cards that are due on the study day, and its reviews', async () => {
    const { id: userId } = await buildStudent(services.db);
    for (const due of ['2026-03-02', '2026-03-03', '2026-03-04'])
      await buildCard(services.db, { userId, reviews: 1, due });
    const { id: cardId } = await buildCard(services.db, { userId });
    await buildReview(services.db, { userId, cardId, studyDay: '2026-03-03' });
    await buildReview(services.db, { userId, cardId, reviewNo: 2, studyDay: '2026-03-03' });
    await buildReview(services.db, { userId, cardId, reviewNo: 3, studyDay: '2026-03-03', undoneAt: NOW });
    await buildReview(services.db, { userId, cardId, reviewNo: 4, studyDay: '2026-03-02' });
    expect((await factsOf(userId)).cards).toEqual({ due: 2, fresh: 1, reviewedToday: 2, newToday: 1 });
    // At 3:59 the study day of before goes on.
    expect((await factsOf(userId, new Date('2026-03-03T03:59:00Z'))).cards).toMatchObject({ due: 1 });
  });

  test('have the last eight answers of the weakest topics', async () => {
    const { id: userId } = await buildStudent(services.db);
    const { id: topicId } = await buildTopic(services.db);
    const at = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
    for (let index = 0; index < 12; index++)
      await buildTopicAnswer(services.db, {
        ...{ userId, topicId, kind: 'review', isRight: index < 3 || index > 9, answeredAt: at(index) },
      });
    await buildTopicProgress(services.db, {
      ...{ userId, topicId, known: 0.2, answers: 12, rightAnswers: 5, lastAnsweredAt: at(0) },
    });
    const [topic] = (await factsOf(userId)).topics;
    expect(topic).toMatchObject({ recent: { right: 3, answers: 8, isAll: false } });
  });

  test('have of topics with quizzes whether one ended today, and whether any question was not handed in', async () => {
    const { db } = services;
    const [{ id: userId }, { id: otherId }] = [await buildStudent(db), await buildStudent(db)];
    const { id: topicId } = await buildTopic(db);
    const written = await buildQuizQuestion(db, { topicId });
    await buildQuizQuestion(db, { topicId, retiredAt: NOW, retiredFor: 'removed' });
    const checks = { provider: 'offline' as const, model: 'rules', flaws: [], solves: [] };
    await buildQuizQuestion(db, { topicId, ownerId: otherId, checks });
    const { id: quizId } = await buildQuiz(db, { userId, topicId });
    expect((await factsOf(userId)).quizzes).toEqual([{ topicId, wasToday: false, hasNew: true }]);

    const { id: attemptId } = await buildQuizAttempt(db, { userId, quizId, endedAt: NOW });
    const answer = { userId, attemptId, questionId: written.id };
    await buildQuizAnswer(db, { ...answer, isGraded: false });
    expect((await factsOf(userId)).quizzes).toEqual([{ topicId, wasToday: true, hasNew: true }]);
    await db('quiz_answers').where({ attempt_id: attemptId }).update({ mark: 0, rule: 'none', is_new: false });
    expect((await factsOf(userId)).quizzes).toEqual([{ topicId, wasToday: true, hasNew: false }]);
    // The study day begins at 4:00.
    expect((await factsOf(userId, new Date('2026-03-04T03:59:00Z'))).quizzes).toMatchObject([{ wasToday: true }]);
    expect((await factsOf(userId, new Date('2026-03-04T04:00:00Z'))).quizzes).toMatchObject([{ wasToday: false }]);

    // Another text of a question is none that is new.
    await db('quiz_questions').where({ id: written.id }).update({ retired_at: NOW, retired_for: 'changed' });
    await buildQuizQuestion(db, { topicId, origin: written.origin, slug: written.slug });
    expect((await factsOf(userId)).quizzes).toMatchObject([{ hasNew: false }]);
    await buildQuizQuestion(db, { topicId });
    expect((await factsOf(userId)).quizzes).toMatchObject([{ hasNew: true }]);
    expect((await factsOf(otherId)).quizzes).toEqual([]);
  });

  test('have no topics of cards, of which no quiz asks', async () => {
    const { id: userId } = await buildStudent(services.db);
    const { id: topicId } = await buildTopic(services.db);
    await buildQuiz(services.db, { userId, topicId, makes: 'cards', source: 'generated' });
    expect((await factsOf(userId)).quizzes).toEqual([]);
  });

  test('count all answers of a topic with few', async () => {
    const { id: userId } = await buildStudent(services.db);
    const { id: topicId } = await buildTopic(services.db);
    await buildTopicAnswer(services.db, { userId, topicId });
    await buildTopicProgress(services.db, { userId, topicId });
    expect((await factsOf(userId)).topics).toMatchObject([{ recent: { right: 1, answers: 1, isAll: true } }]);
  });

  test('have lessons with the study day on which they were completed or touched', async () => {
    const { id: userId } = await buildStudent(services.db);
    const { id: topicId } = await buildTopic(services.db);
    const begun = await buildLesson(services.db, { topicId });
    const done = await buildLesson(services.db, { topicId });
    const late = new Date('2026-03-02T02:00:00Z');
    await buildLessonProgress(services.db, { userId, lessonId: begun.id, updatedAt: late });
    await buildLessonProgress(services.db, { userId, lessonId: done.id, completedAt: late, updatedAt: NOW });
    const lessons = new Map((await factsOf(userId)).lessons.map(({ lessonId, ...one }) => [lessonId, one]));
    expect(lessons.get(begun.id)).toEqual({ position: 0.5, isCompleted: false, touchedOn: '2026-03-01' });
    expect(lessons.get(done.id)).toEqual({ position: 0.5, isCompleted: true, touchedOn: '2026-03-01' });
  });

  test('have materials that no question names and no answer cites', async () => {
    const { id: userId } = await buildStudent(services.db);
    const { id: strangerId } = await buildStudent(services.db);
    const material = (title: string, more = {}) => buildMaterial(services.db, { ownerId: userId, title, ...more });
    const unasked = await material('Unasked');
    await buildGuide(services.db, { id: unasked.id, userId });
    const asked = await material('Asked');
    const cited = await material('Cited');
    await material('Failed', { status: 'failed' });
    await material('Going', { status: 'deleting' });
    await buildMaterial(services.db, { ownerId: strangerId, title: 'Of another' });
    const { id: questionId } = await buildQuestion(services.db, { userId, materialIds: [asked.id] });
    await buildCitation(services.db, { questionId, materialId: cited.id });
    expect((await factsOf(userId)).unasked).toMatchObject([
      { materialId: unasked.id, title: 'Unasked', question: null },
    ]);
  });

  test('have the minutes of the last days, and the hours at which study began by the clock of then', async () => {
    const { id: userId } = await buildStudent(services.db);
    const moved = new Date('2026-02-20T12:00:00Z');
    await buildDayRule(services.db, { userId, timeZone: 'Asia/Tokyo' });
    await buildDayRule(services.db, { userId, startsAt: moved, timeZone: 'America/New_York' });
    const begin = async (startedAt: string, studyDay: string, minutes: number) => {
      const at = new Date(startedAt);
      const { id: sessionId } = await buildStudySession(services.db, { userId, startedAt: at, studyDay });
      await buildStudyMinutes(services.db, { userId, sessionId, studyDay, minutes });
    };
    // 18:00 in Tokyo, and then in New York; the second of a day does not count, nor one that is long ago.
    await begin('2026-01-10T09:00:00Z', '2026-01-10', 10);
    await begin('2026-02-10T09:00:00Z', '2026-02-10', 10);
    await begin('2026-03-01T23:00:00Z', '2026-03-01', 20);
    await begin('2026-03-02T01:00:00Z', '2026-03-01', 30);
    const facts = await factsOf(userId);
    expect(facts.startHours).toEqual([18, 18]);
    expect(facts.minutes).toEqual([{ day: '2026-03-01', minutes: 50 }]);
  });

  test('have what was dismissed until the day on which it may come again', async () => {
    const { id: userId } = await buildStudent(services.db);
    await buildDismissal(services.db, { userId, item: 'reviews', until: '2026-03-04' });
    await buildDismissal(services.db, { userId, item: 'study', until: '2026-03-03' });
    expect((await factsOf(userId)).dismissed).toEqual(new Set(['reviews']));
  });
});
