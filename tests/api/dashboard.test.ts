import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mondayOf } from '../../domain/game/calendar-day.js';
import { weekOf } from '../../domain/social/weeks.js';
import { body } from '../support/body.js';
import { behindProxies, type EngineProxies, startEngineProxies } from '../support/engine-proxies.js';
import { eventually } from '../support/eventually.js';
import {
  buildBoard,
  buildCard,
  buildFriendship,
  buildLeagueMember,
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
} from '../support/factories/index.js';
import { json, problemOf } from '../support/http.js';
import { flushRedis } from '../support/redis.js';
import { createStudent, type Student } from '../support/student.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
let proxies: EngineProxies;
let student: Student;
let userId: string;
beforeAll(async () => {
  proxies = await startEngineProxies();
  app = await startTestApp({}, behindProxies(proxies));
});
beforeEach(async () => {
  student = await createStudent(app);
  userId = student.id;
});
afterAll(async () => {
  await proxies.passAll();
  await app.close();
  await proxies.close();
});

const dashboard = async () => body(await student.fetch('/dashboard'));
async function post(path: string, content: object = {}): Promise<void> {
  const response = await student.fetch(path, json('POST', content));
  expect(response.ok).toBe(true);
}
const metrics = async () => (await fetch(`${app.api.url}/metrics`)).text();
const today = async () => (await dashboard()).today.studyDay;
/** What was made behind the API's back is seen once Redis has forgotten what it kept. */
const anew = async () => {
  await flushRedis(app.config);
  return dashboard();
};

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
    const lesson = await body(await student.fetch(first.request.path.replace('/api/v1', '')));
    expect(lesson.topic).toMatch(/^chemistry\//);
    expect(page.recommendations).toEqual((await body(await student.fetch('/recommendations'))).data);
    expect(page.recommendations.length).toBeGreaterThan(0);
  });

  test('has no steps left once each was taken', async () => {
    const { id: topicId } = await buildTopic(app.db);
    const { id: lessonId } = await buildLesson(app.db, { topicId });
    await post('/onboarding', { subjects: ['biology'] });
    await buildLessonProgress(app.db, { userId, lessonId });
    await buildMaterial(app.db, { ownerId: userId });
    await buildQuestion(app.db, { userId });
    await buildQuiz(app.db, { userId, topicId });
    expect((await anew()).firstSteps).toEqual([]);
  });
});

describe('what a student did', () => {
  test('today and in the week stands against the goal', async () => {
    const studyDay = await today();
    const { id: sessionId } = await buildStudySession(app.db, { userId });
    await buildStudyMinutes(app.db, { userId, sessionId, studyDay, minutes: 12 });
    await buildXpLine(app.db, { userId, studyDay, requested: 12, granted: 12 });
    await buildLevel(app.db, { userId, xp: 120, level: 2 });
    const page = await anew();
    expect(page.today).toMatchObject({ minutes: 12, xp: 12 });
    expect(page.week).toMatchObject({ minutes: 12, xp: 12 });
    expect(page.level).toEqual({ xp: 120, level: 2, levelXp: 100, nextLevelXp: 300 });
  });

  test('is gone on with: lesson, quiz and material', async () => {
    const { id: topicId } = await buildTopic(app.db);
    const lessons = [await buildLesson(app.db, { topicId }), await buildLesson(app.db, { topicId })];
    for (const { id: lessonId } of lessons) await student.fetch(`/lessons/${lessonId}/start`, json('POST', {}));
    await student.fetch(`/lessons/${lessons[0]?.id}/position`, json('PUT', { position: 0.25 }));
    const quiz = await buildQuiz(app.db, { userId, topicId, wished: 3, questionCount: 3 });
    const open = { deadline: null, workflowId: null, closesAt: null, nextCheckAt: null };
    const attempt = await buildQuizAttempt(app.db, { userId, quizId: quiz.id, status: 'running', ...open });
    const [older, newer] = [
      await buildMaterial(app.db, { ownerId: userId }),
      await buildMaterial(app.db, { ownerId: userId }),
    ];
    await buildQuestion(app.db, { userId, materialIds: [newer.id] });
    await buildStudySession(app.db, { userId, materialId: older.id, startedAt: new Date(Date.now() + 60_000) });
    const { continue: next } = await anew();
    expect(next.lesson).toMatchObject({ id: lessons[0]?.id, position: 0.25 });
    expect(next.quiz).toMatchObject({ attemptId: attempt.id, quizId: quiz.id, questions: 3, deadline: null });
    expect(next.material).toMatchObject({ id: older.id });
  });

  test('a quiz whose time is over, and a material that is gone, are not gone on with', async () => {
    const { id: topicId } = await buildTopic(app.db);
    const quiz = await buildQuiz(app.db, { userId, topicId });
    const past = new Date(Date.now() - 60_000);
    await buildQuizAttempt(app.db, { userId, quizId: quiz.id, status: 'running', deadline: past, closesAt: past });
    const gone = await buildMaterial(app.db, { ownerId: userId, status: 'deleting' });
    await buildQuestion(app.db, { userId, materialIds: [gone.id] });
    expect((await anew()).continue).toMatchObject({ quiz: null, material: null });
  });

  test('badly is named: the weakest topic first', async () => {
    for (const known of [0.5, 0.2, 0.7])
      await buildTopicProgress(app.db, {
        ...{ userId, topicId: (await buildTopic(app.db)).id, answers: 4, rightAnswers: 1, known, word: 'learning' },
      });
    const { weakTopics } = await anew();
    expect(weakTopics.map(({ known }: { known: number }) => known)).toEqual([0.2, 0.5]);
  });
});

test('what waits is counted: reviews, work and notices', async () => {
  await buildCard(app.db, { userId });
  const material = await buildMaterial(app.db, { ownerId: userId, status: 'processing' });
  const question = await buildQuestion(app.db, { userId, status: 'queued' });
  const quiz = await buildQuiz(app.db, { userId, topicId: (await buildTopic(app.db)).id, status: 'queued' });
  const cards = await buildQuiz(app.db, {
    userId,
    makes: 'cards',
    topicId: null,
    source: 'generated',
    materialIds: [material.id],
    status: 'queued',
  });
  const notice = await buildNotice(app.db, { userId });
  const page = await anew();
  expect(page.reviews).toEqual({ due: 1 });
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
  expect(ids(page.work.materials)).toEqual([material.id]);
  expect(ids(page.work.questions)).toEqual([question.id]);
  const made = page.work.quizzes.map(({ makes, id }: Record<string, unknown>) => [makes, id]);
  expect(Object.fromEntries(made)).toEqual({ quiz: quiz.id, cards: cards.id });
  expect(page.notices).toMatchObject({ unseen: 1, latest: [{ id: notice.id, seenAt: null }] });
});

test('the place among friends is shown with those next to it, whom the student may see', async () => {
  const friends = await Promise.all(Array.from({ length: 4 }, () => createStudent(app)));
  const [first, above, below, last] = friends.map(({ id }) => id) as [string, string, string, string];
  for (const { id } of friends) await buildFriendship(app.db, userId, id);
  const { id: stranger } = await createStudent(app);
  await buildBoard(app.db, [first, above, stranger, userId, below, last], { period: 'week', day: '2026-03-04' });
  const { leaderboard } = await anew();
  expect(leaderboard).toMatchObject({ from: '2026-03-02', through: '2026-03-04' });
  const places = leaderboard.lines.map(({ rank, xp, isOwn }: Record<string, unknown>) => [rank, xp, isOwn]);
  expect(places).toEqual([
    [2, 75, false],
    [3, 45, true],
    [4, 30, false],
  ]);
  await student.fetch(`/friends/${above}`, { method: 'DELETE' });
  expect((await dashboard()).leaderboard.lines.map(({ rank }: { rank: number }) => rank)).toEqual([1, 2, 3]);
});

test('the place in the league of this week is the one of the league itself', async () => {
  const others = await Promise.all([createStudent(app), createStudent(app)]);
  const week = weekOf(new Date());
  const open = { outcome: null, students: null, rank: null, xp: null };
  for (const [place, [memberId, xp]] of [
    [userId, 20],
    [others[0]?.id ?? '', 40],
    [others[1]?.id ?? '', 10],
  ].entries() as Iterable<[number, [string, number]]>) {
    await app
      .db('user_profiles')
      .where({ userId: memberId })
      .update({ ageBand: '16-or-older', ageToldAt: new Date(0) });
    await buildXpLine(app.db, { userId: memberId, requested: xp, granted: xp });
    await buildLeagueMember(app.db, { userId: memberId, week, tier: 3, pool: 7, place: place + 31, ...open });
  }
  await buildLeagueMember(app.db, {
    userId: (await createStudent(app)).id,
    week,
    tier: 3,
    pool: 7,
    place: 61,
    ...open,
  });
  const { league } = await anew();
  const { cohort } = await body(await student.fetch('/leagues/current'));
  expect(league).toEqual({ week, tier: 3, students: 3, rank: 2, xp: 20, outcome: cohort.own.outcome });
});

test('a pause that goes on is told, and nothing is recommended then', async () => {
  await post('/onboarding', { subjects: ['biology'] });
  const studyDay = await today();
  await buildPause(app.db, { userId, firstDay: studyDay, lastDay: studyDay });
  expect(await anew()).toMatchObject({ pause: { from: studyDay, to: studyDay }, recommendations: [] });
});

test('recommendations are those that were made when the day began, as long as they hold', async () => {
  const studyDay = await today();
  await buildRecommendations(app.db, { userId, studyDay, madeOf: 0 });
  const page = await anew();
  expect(page.recommendations).toEqual((await body(await student.fetch('/recommendations'))).data);
});

test('nobody sees one without a login', async () => {
  const response = await fetch(`${app.api.url}/api/v1/dashboard`);
  expect([response.status, await problemOf(response)]).toEqual([401, 'unauthenticated']);
});

test('who has it gets 304, and what is new after a write', async () => {
  const tag = async (condition = '') => student.fetch('/dashboard', { headers: { 'If-None-Match': condition } });
  const etag = (await tag()).headers.get('ETag') ?? '';
  const again = await tag(etag);
  expect([again.status, await again.text(), again.headers.get('ETag')]).toEqual([304, '', etag]);
  await post('/onboarding', { preferences: { dailyMinutes: 50 } });
  expect((await tag(etag)).status).toBe(200);
});

test('cold it takes two round trips to the database, warm none', async () => {
  await dashboard();
  const SYNC = Buffer.from([0x53, 0, 0, 0, 4]);
  let asked = 0;
  const losesReplyTo = (piece: Buffer) => {
    if (piece[0] === 0x51 || piece.subarray(-5).equals(SYNC)) asked += 1;
    return false;
  };
  await flushRedis(app.config);
  await proxies.DATABASE_URL.set({ losesReplyTo });
  await dashboard();
  const cold = asked;
  await dashboard();
  await proxies.DATABASE_URL.set('pass');
  expect([cold, asked - cold]).toEqual([2, 0]);
});

describe('a part that cannot be had', () => {
  test('is missing and null, and the others are there; once it can be had, it is there', async () => {
    await app.db.raw('ALTER TABLE notices RENAME TO notices_away');
    const page = await anew().finally(() => app.db.raw('ALTER TABLE notices_away RENAME TO notices'));
    expect(page).toMatchObject({ missing: ['notices'], notices: null, level: { level: 1 }, reviews: { due: 0 } });
    expect(page.week).not.toBeNull();
    expect(await dashboard()).toMatchObject({ missing: [], notices: { unseen: 0 } });
  });

  test('in time is missing as well', async () => {
    const trx = await app.db.transaction();
    await trx.raw('LOCK TABLE review_cards IN ACCESS EXCLUSIVE MODE');
    const page = await anew().finally(() => trx.rollback());
    // Recommendations look at cards, too.
    expect(page.missing.toSorted()).toEqual(['recommendations', 'reviews']);
    expect(page.weakTopics).toEqual([]);
    expect(await dashboard()).toMatchObject({ missing: [], reviews: { due: 0 } });
  });

  test('leaves no statement behind that goes on', async () => {
    const trx = await app.db.transaction();
    await trx.raw('LOCK TABLE review_cards IN ACCESS EXCLUSIVE MODE');
    await anew();
    const waiting = () =>
      app
        .db('pg_stat_activity')
        .whereRaw('datname = current_database()')
        .where({ wait_event_type: 'Lock' })
        .first('pid');
    await eventually(async () => (await waiting()) === undefined).finally(() => trx.rollback());
  });
});

test('without Redis it is made each time', async () => {
  await proxies.REDIS_URL.set('refuse');
  await post('/onboarding', { preferences: { dailyMinutes: 25 } });
  expect((await dashboard()).today.goalMinutes).toBe(25);
  await post('/onboarding', { preferences: { dailyMinutes: 35 } });
  expect((await dashboard()).today.goalMinutes).toBe(35);
  await proxies.REDIS_URL.set('pass');
  await eventually(async () => {
    expect((await dashboard()).today.goalMinutes).toBe(35);
    return /view_redis_resting 0/.test(await metrics());
  });
});

test('metrics tell of hits, flights and writes', async () => {
  await dashboard();
  await dashboard();
  await post('/onboarding', { preferences: { dailyMinutes: 25 } });
  const lines = (await metrics()).split('\n').filter((line) => line.startsWith('view_'));
  for (const name of [
    'view_reads_total{view="dashboard",outcome="hit"}',
    'view_reads_total{view="dashboard",outcome="lead"}',
    'view_versions_total{outcome="told"}',
  ])
    expect(lines.some((line) => line.startsWith(name) && !line.endsWith(' 0'))).toBe(true);
});
