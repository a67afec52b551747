import { describe, expect, test } from '@jest/globals';
import { mondayOf } from '../../../domain/game/calendar-day.js';
import { body } from '../../support/body.js';
import {
  buildCard,
  buildCitation,
  buildLesson,
  buildLessonProgress,
  buildLevel,
  buildMaterial,
  buildNotice,
  buildPause,
  buildQuestion,
  buildQuiz,
  buildQuizAttempt,
  buildRecommendations,
  buildStudyMinutes,
  buildStudySession,
  buildTopic,
  buildTopicProgress,
  buildXpLine,
} from '../../support/factories/index.js';
import { json } from '../../support/http.js';
import { useDashboard } from './use-dashboard.js';

const { tests, dashboard, anew, post, today } = useDashboard();

describe('a new student', () => {
  test('sees where to begin, and zeros for the rest', async () => {
    const page = await dashboard();
    expect(page).toMatchObject({
      missing: [],
      today: { goalMinutes: 30, isStudyDay: true, minutes: 0, xp: 0 },
      week: { minutes: 0, xp: 0 },
      level: { xp: 0, level: 1, levelXp: 0, nextLevelXp: 100 },
      streak: { days: 0, today: 'open', atRiskUntil: null },
      pause: null,
      weakTopics: [],
      continue: { lesson: null, quiz: null, material: null },
      reviews: { due: 0 },
      work: { materials: [], quizzes: [], questions: [] },
      notices: { unseen: 0, latest: [] },
      leaderboard: null,
      league: null,
    });
    const { studyDay } = page.today;
    expect(page.week.days[0].studyDay).toBe(mondayOf(studyDay));
    expect(page.week.days.at(-1)).toEqual({ studyDay, minutes: 0, xp: 0, streak: 'open' });
    expect(page.firstSteps.map(({ kind }: { kind: string }) => kind)).toEqual([
      ...['choose-subjects', 'read-lesson', 'upload-material', 'ask-question', 'take-quiz'],
    ]);
  });

  test('who has chosen subjects sees the first lesson of the first one, and what is recommended', async () => {
    await post('/onboarding', { subjects: ['chemistry', 'biology'], preferences: { dailyMinutes: 45 } });
    const page = await dashboard();
    const first = page.firstSteps[0];
    expect([first.kind, page.today.goalMinutes]).toEqual(['read-lesson', 45]);
    const lesson = await body(await tests.student.fetch(first.request.path.replace('/api/v1', '')));
    expect(lesson.topic).toMatch(/^chemistry\//);
    expect(page.recommendations).toEqual((await body(await tests.student.fetch('/recommendations'))).data);
    expect(page.recommendations.length).toBeGreaterThan(0);
  });

  test('has no steps left once each was taken', async () => {
    const { id: topicId } = await buildTopic(tests.db);
    const { id: lessonId } = await buildLesson(tests.db, { topicId });
    await post('/onboarding', { subjects: ['biology'] });
    await buildLessonProgress(tests.db, { userId: tests.userId, lessonId });
    await buildMaterial(tests.db, { ownerId: tests.userId });
    await buildQuestion(tests.db, { userId: tests.userId });
    await buildQuiz(tests.db, { userId: tests.userId, topicId });
    expect((await anew()).firstSteps).toEqual([]);
  });
});

describe('what a student did', () => {
  test('today and in the week stands against the goal', async () => {
    const studyDay = await today();
    const { id: sessionId } = await buildStudySession(tests.db, { userId: tests.userId });
    await buildStudyMinutes(tests.db, { userId: tests.userId, sessionId, studyDay, minutes: 12 });
    await buildXpLine(tests.db, { userId: tests.userId, studyDay, requested: 12, granted: 12 });
    await buildLevel(tests.db, { userId: tests.userId, xp: 120, level: 2 });
    const page = await anew();
    expect(page.today).toMatchObject({ minutes: 12, xp: 12 });
    expect(page.week).toMatchObject({ minutes: 12, xp: 12 });
    expect(page.level).toEqual({ xp: 120, level: 2, levelXp: 100, nextLevelXp: 300 });
  });

  test('is gone on with: lesson, quiz and material', async () => {
    const { id: topicId } = await buildTopic(tests.db);
    const lessons = [await buildLesson(tests.db, { topicId }), await buildLesson(tests.db, { topicId })];
    for (const { id: lessonId } of lessons) await tests.student.fetch(`/lessons/${lessonId}/start`, json('POST', {}));
    await tests.student.fetch(`/lessons/${lessons[0]?.id}/position`, json('PUT', { position: 0.25 }));
    const quiz = await buildQuiz(tests.db, { userId: tests.userId, topicId, wished: 3, questionCount: 3 });
    const open = { deadline: null, workflowId: null, closesAt: null, nextCheckAt: null };
    const attempt = await buildQuizAttempt(tests.db, {
      userId: tests.userId,
      quizId: quiz.id,
      status: 'running',
      ...open,
    });
    const [older, newer] = [
      await buildMaterial(tests.db, { ownerId: tests.userId }),
      await buildMaterial(tests.db, { ownerId: tests.userId }),
    ];
    await buildQuestion(tests.db, { userId: tests.userId, materialIds: [newer.id] });
    await buildStudySession(tests.db, {
      userId: tests.userId,
      materialId: older.id,
      startedAt: new Date(Date.now() + 60_000),
    });
    const { continue: next } = await anew();
    expect(next.lesson).toMatchObject({ id: lessons[0]?.id, position: 0.25 });
    expect(next.quiz).toMatchObject({ attemptId: attempt.id, quizId: quiz.id, questions: 3, deadline: null });
    expect(next.material).toMatchObject({ id: older.id });
  });

  test('a material that has answered a question to all of them is gone on with, too', async () => {
    const [cited, near] = [
      await buildMaterial(tests.db, { ownerId: tests.userId }),
      await buildMaterial(tests.db, { ownerId: tests.userId }),
    ];
    const question = await buildQuestion(tests.db, { userId: tests.userId, status: 'answered' });
    const citation = { questionId: question.id, kind: 'nearest', ord: 1 } as const;
    await buildCitation(tests.db, { ...citation, materialId: near.id });
    expect((await anew()).continue.material).toBeNull();
    await buildCitation(tests.db, { questionId: question.id, materialId: cited.id });
    expect((await anew()).continue.material).toMatchObject({ id: cited.id });
  });

  test('a quiz whose time is over, and a material that is gone, are not gone on with', async () => {
    const { id: topicId } = await buildTopic(tests.db);
    const quiz = await buildQuiz(tests.db, { userId: tests.userId, topicId });
    const past = new Date(Date.now() - 60_000);
    await buildQuizAttempt(tests.db, {
      userId: tests.userId,
      quizId: quiz.id,
      status: 'running',
      deadline: past,
      closesAt: past,
    });
    const gone = await buildMaterial(tests.db, { ownerId: tests.userId, status: 'deleting' });
    await buildQuestion(tests.db, { userId: tests.userId, materialIds: [gone.id] });
    expect((await anew()).continue).toMatchObject({ quiz: null, material: null });
  });

  test('badly is named: the weakest topic first', async () => {
    for (const known of [0.5, 0.2, 0.7])
      await buildTopicProgress(tests.db, {
        ...{
          userId: tests.userId,
          topicId: (await buildTopic(tests.db)).id,
          answers: 4,
          rightAnswers: 1,
          known,
          word: 'learning',
        },
      });
    const { weakTopics } = await anew();
    expect(weakTopics.map(({ known }: { known: number }) => known)).toEqual([0.2, 0.5]);
  });
});

test('what waits is counted: reviews, work and notices', async () => {
  await buildCard(tests.db, { userId: tests.userId });
  const material = await buildMaterial(tests.db, { ownerId: tests.userId, status: 'processing' });
  const question = await buildQuestion(tests.db, { userId: tests.userId, status: 'queued' });
  const quiz = await buildQuiz(tests.db, {
    userId: tests.userId,
    topicId: (await buildTopic(tests.db)).id,
    status: 'queued',
  });
  const cards = await buildQuiz(tests.db, {
    userId: tests.userId,
    makes: 'cards',
    topicId: null,
    source: 'generated',
    materialIds: [material.id],
    status: 'queued',
  });
  const notice = await buildNotice(tests.db, { userId: tests.userId });
  const page = await anew();
  expect(page.reviews).toEqual({ due: 1 });
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
  expect(ids(page.work.materials)).toEqual([material.id]);
  expect(ids(page.work.questions)).toEqual([question.id]);
  const made = page.work.quizzes.map(({ makes, id }: Record<string, unknown>) => [makes, id]);
  expect(Object.fromEntries(made)).toEqual({ quiz: quiz.id, cards: cards.id });
  expect(page.notices).toMatchObject({ unseen: 1, latest: [{ id: notice.id, seenAt: null }] });
});

test('a pause that goes on is told, and nothing is recommended then', async () => {
  await post('/onboarding', { subjects: ['biology'] });
  const studyDay = await today();
  await buildPause(tests.db, { userId: tests.userId, firstDay: studyDay, lastDay: studyDay });
  expect(await anew()).toMatchObject({ pause: { from: studyDay, to: studyDay }, recommendations: [] });
});

test('recommendations are those that were made when the day began, as long as they hold', async () => {
  const studyDay = await today();
  await buildRecommendations(tests.db, { userId: tests.userId, studyDay, madeOf: 0 });
  const page = await anew();
  expect(page.recommendations).toEqual((await body(await tests.student.fetch('/recommendations'))).data);
});
