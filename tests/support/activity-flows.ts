import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { QuestionStatistics } from '../../db/models/question-statistics.js';
import { exportKey, originalKey, questionImageKey } from '../../domain/object-keys.js';
import { makePdf } from '../../stack/sample/make-pdf.js';
import { photographPage } from '../../stack/sample/photograph-page.js';
import type { Activities } from '../../temporal-config/create-activities.js';
import {
  buildCard,
  buildChunk,
  buildErasure,
  buildExport,
  buildGuide,
  buildLeagueMember,
  buildLesson,
  buildLessonIndex,
  buildMail,
  buildMaterial,
  buildOneTimeCode,
  buildPage,
  buildQuestion,
  buildQuiz,
  buildQuizAnswer,
  buildQuizAttempt,
  buildQuizItems,
  buildQuizQuestion,
  buildReembedding,
  buildStats,
  buildStreak,
  buildStudent,
  buildStudySession,
  buildTopic,
  buildVector,
  buildXpLine,
} from './factories/index.js';
import { NOTES_TO_ASK } from './notes-to-ask.js';
import { putObject } from './objects.js';
import { insertReviews, simulateReviews } from './simulated-reviews.js';
import type { TestData } from './test-data.js';

/** One activity as its workflow calls it, with what those before it gave. */
export interface ActivityStep {
  activity: keyof Activities;
  run(): Promise<unknown>;
  /** It only makes what the next needs; another flow has it for its own sake. */
  isPreparation?: true;
}

/** A worker's activities, and the data they work on. */
export interface ActivityWorker {
  data: TestData;
  activities: Activities;
  /** The model of the worker's embeddings. */
  model: string;
}

/** The activities of a run in the order of its workflow, over rows of its own. */
export type ActivityFlow = (worker: ActivityWorker) => Promise<ActivityStep[]>;

const TEXT = 'The moon draws the sea, so that the tide comes in twice a day, and it goes out again as often.';
const PAGES = Promise.all([makePdf([{ text: TEXT }, { text: `${TEXT} It is late by fifty minutes.` }])]);
const IMAGE = makePdf([{ text: '# Why does the tide come in twice a day?' }]).then(photographPage);

/** Every activity stands in one of these at least; a test tells which is missing. */
export const ACTIVITY_FLOWS: Record<string, ActivityFlow> = {
  ingestMaterial: async ({ data, activities }) => {
    const { run } = await queuedMaterial(data);
    const step = stepsOf(activities);
    return [
      step('claimRun', () => ({ ...run, flow: 'ingestMaterial' })),
      step('probeMaterial', () => run),
      step('readPages', () => ({ ...run, from: 1, to: 2 })),
      step('chunkMaterial', () => run),
      step('embedChunks', () => run),
      step('finishMaterial', () => run),
    ];
  },

  'ingestMaterial that fails': async ({ data, activities }) => {
    const { run } = await queuedMaterial(data);
    const step = stepsOf(activities);
    return [
      step('claimRun', () => ({ ...run, flow: 'ingestMaterial' })),
      step('endRun', () => ({ ...run, flow: 'ingestMaterial', end: { status: 'failed', failure: 'Corrupt' } })),
    ];
  },

  deleteMaterial: async ({ data, activities }) => {
    const { run, chunk } = await materialToSearch(data, 'deleting');
    await putObject(data.config, originalKey(chunk.materialId), Buffer.from(TEXT));
    const step = stepsOf(activities);
    return [
      step('deleteMaterialObjects', () => run),
      step('deleteMaterialRows', () => run),
      step('deleteMaterialObjects', () => run),
    ];
  },

  answerQuestion: async ({ data, activities }) => {
    const { ownerId: userId } = await materialToSearch(data, 'ready');
    const { id } = await buildQuestion(data.db, { userId, status: 'queued', question: 'When does the tide come in?' });
    const run = { id, runNo: 1 };
    let chunkIds: string[] = [];
    const step = stepsOf(activities);
    return [
      step('claimQuestion', () => run),
      step(
        'retrievePassages',
        () => run,
        (found) => {
          ({ chunkIds } = found);
        },
      ),
      step('draftAnswer', () => ({ ...run, chunkIds })),
      step('checkAnswer', () => run),
    ];
  },

  'answerQuestion with an image': async ({ data, activities }) => {
    const { id: userId } = await buildStudent(data.db);
    const { id } = await buildQuestion(data.db, { userId, status: 'queued', hasImage: true });
    await putObject(data.config, questionImageKey({ userId, questionId: id }), await IMAGE);
    const run = { id, runNo: 1 };
    const step = stepsOf(activities);
    return [prepare(step('claimQuestion', () => run)), step('readQuestionImage', () => run)];
  },

  reembedMaterial: async ({ data, activities, model }) => {
    const { ownerId: userId, chunk } = await materialToSearch(data, 'ready');
    const { materialId } = chunk;
    const { id } = await buildReembedding(data.db, { userId, materialId, model, status: 'queued' });
    const run = { id, runNo: 1 };
    const step = stepsOf(activities);
    return [
      step('claimRun', () => ({ ...run, flow: 'reembedMaterial' })),
      step('embedBeside', () => run),
      step('swapModel', () => run),
    ];
  },

  buildGuide: async ({ data, activities }) => {
    const { ownerId: userId, run } = await materialToSearch(data, 'ready');
    await buildGuide(data.db, { id: run.id, userId, status: 'queued' });
    const step = stepsOf(activities);
    return [
      step('claimRun', () => ({ ...run, flow: 'buildGuide' })),
      step('draftGuide', () => run),
      step('writeGuide', () => run),
      step('storeGuide', () => run),
    ];
  },

  indexLessons: async ({ data, activities }) => {
    const { id: topicId } = await buildTopic(data.db);
    await buildLesson(data.db, { topicId, text: `# Tides\n\n${TEXT}` });
    const { id } = await buildLessonIndex(data.db, { status: 'queued' });
    const run = { id, runNo: 1 };
    const step = stepsOf(activities);
    return [
      step('claimRun', () => ({ ...run, flow: 'indexLessons' })),
      step('cutLessons', () => run),
      step('embedLessons', () => run),
      step('finishLessonIndex', () => run),
    ];
  },

  sendMail: async ({ data, activities }) => {
    const { id: userId } = await buildStudent(data.db);
    const { id } = await buildMail(data.db, { userId, status: 'queued' });
    const run = { id, runNo: 1 };
    const step = stepsOf(activities);
    return [step('claimRun', () => ({ ...run, flow: 'sendMail' })), step('deliverMail', () => run)];
  },

  exportAccount: async ({ data, activities }) => {
    const { run, step, writing } = await queuedExport(data, activities);
    return [
      step('claimRun', () => ({ ...run, flow: 'exportAccount' })),
      writing.step,
      step('finishExport', () => ({ ...run, ...writing.written })),
    ];
  },

  'exportAccount that fails': async ({ data, activities }) => {
    const { run, step, writing } = await queuedExport(data, activities);
    return [
      prepare(step('claimRun', () => ({ ...run, flow: 'exportAccount' }))),
      prepare(writing.step),
      step('endExport', () => ({ ...run, end: { status: 'failed', failure: 'Unexpected' } })),
    ];
  },

  eraseAccount: async ({ data, activities }) => {
    const { run, step } = await beginningErasure(data, activities);
    return [
      step('claimErasure', () => run),
      step('beginErasure', () => run),
      step('removeFiles', () => run),
      step('removeRows', () => ({ ...run, pass: 'first' })),
      step('removeRows', () => ({ ...run, pass: 'last' })),
      step('finishErasure', () => run),
    ];
  },

  'eraseAccount with its runs': async ({ data, activities }) => {
    const { run, step } = await beginningErasure(data, activities);
    return [
      prepare(step('claimErasure', () => run)),
      prepare(step('beginErasure', () => run)),
      step('removeRuns', () => run),
    ];
  },

  reconcile: async ({ data, activities }) => {
    const { run } = await queuedMaterial(data);
    // Those that other flows leave here have theirs: a pass queues guides for none.
    const without: { id: string; userId: string }[] = await data
      .db('materials as m')
      .whereIn('status', ['ready', 'partial'])
      .whereNotExists(data.db('guides as g').whereRaw('g.id = m.id'))
      .select('id', 'ownerId as userId');
    for (const guide of without) await buildGuide(data.db, guide);
    // Nor has it lessons to make searchable.
    await data.db('lessons').update({ chunkedHash: data.db.ref('text_hash') });
    await data
      .db('materials')
      .where({ id: run.id })
      .update({ nextCheckAt: new Date(0) });
    return [stepsOf(activities)('reconcileRows')];
  },

  keepStreak: async ({ data, activities }) => {
    const { id } = await buildStudent(data.db);
    await buildStreak(data.db, { userId: id, status: 'running' });
    return [stepsOf(activities)('wakeStreak', () => ({ id, runNo: 1 }))];
  },

  closeStudySession: async ({ data, activities }) => {
    const { id: userId } = await buildStudent(data.db);
    const [startedAt, closesAt] = [new Date(Date.now() - 3_600_000), new Date(Date.now() - 1_000)];
    const { id } = await buildStudySession(data.db, { userId, status: 'running', startedAt, closesAt });
    return [stepsOf(activities)('wakeStudySession', () => ({ id, runNo: 1 }))];
  },

  generateQuiz: async ({ data, activities }) => {
    const { id: userId } = await buildStudent(data.db);
    const { id: topicId } = await buildTopic(data.db);
    for (let count = 0; count < 3; count += 1) await buildQuizQuestion(data.db, { topicId });
    const { id } = await buildQuiz(data.db, { userId, topicId, status: 'queued' });
    const run = { id, runNo: 1 };
    const step = stepsOf(activities);
    return [step('claimRun', () => ({ ...run, flow: 'generateQuiz' })), step('pickQuizQuestions', () => run)];
  },

  'generateQuiz of a material': async ({ data, activities }) => {
    const { id: userId } = await buildStudent(data.db);
    const { id: materialId } = await buildMaterial(data.db, { ownerId: userId, pageCount: NOTES_TO_ASK.length });
    for (const [ord, text] of NOTES_TO_ASK.entries()) {
      await buildPage(data.db, { materialId, pageNo: ord + 1, text });
      await buildChunk(data.db, { materialId, ownerId: userId, ord, pageFrom: ord + 1, text });
    }
    // Of one kind: which of several are picked is left to chance.
    const about = { topicId: null, materialIds: [materialId], kinds: ['true-false' as const] };
    const { id } = await buildQuiz(data.db, { userId, status: 'queued', ...about });
    const run = { id, runNo: 1 };
    const step = stepsOf(activities);
    return [
      prepare(step('claimRun', () => ({ ...run, flow: 'generateQuiz' }))),
      prepare(step('pickQuizQuestions', () => run)),
      step('draftQuestions', () => ({ ...run, round: 1 })),
      step('checkQuestions', () => run),
      step('storeQuiz', () => run),
    ];
  },

  timeQuizAttempt: async ({ data, activities }) => {
    const { id: userId } = await buildStudent(data.db);
    const { id: topicId } = await buildTopic(data.db);
    const { id: questionId } = await buildQuizQuestion(data.db, { topicId });
    const { id: quizId } = await buildQuiz(data.db, { userId, topicId });
    await buildQuizItems(data.db, quizId, [questionId]);
    const past = new Date(Date.now() - 1_000);
    const { id } = await buildQuizAttempt(data.db, {
      userId,
      quizId,
      status: 'running',
      deadline: past,
      closesAt: past,
    });
    await buildQuizAnswer(data.db, { attemptId: id, questionId, userId, isGraded: false });
    return [stepsOf(activities)('wakeQuizAttempt', () => ({ id, runNo: 1 }))];
  },

  retireQuestions: async ({ data, activities }) => {
    // Those that other flows leave here are made good.
    await data.db('quiz_questions').whereNotNull('retiredAt').update({ correctedAt: new Date() });
    const { id: userId } = await buildStudent(data.db);
    const { id: topicId } = await buildTopic(data.db);
    const bad = { retiredAt: new Date(), retiredFor: 'quality', retiredReason: 'wrong-key' } as const;
    const { id: questionId } = await buildQuizQuestion(data.db, { topicId, ...bad });
    const { id: other } = await buildQuizQuestion(data.db, { topicId });
    const { id: quizId } = await buildQuiz(data.db, { userId, topicId });
    const { id: attemptId } = await buildQuizAttempt(data.db, { userId, quizId, score: 0.5 });
    await buildQuizAnswer(data.db, { attemptId, questionId, userId, mark: 0 });
    await buildQuizAnswer(data.db, { attemptId, questionId: other, userId });
    await buildCard(data.db, { userId, origin: 'answer', originKey: `quiz-question:${questionId}` });
    const sums = { answers: 100, marks: 0, marksSquared: 0, totals: 0, totalsSquared: 0, products: 0 };
    await QuestionStatistics.query(data.db).insert({ questionId: other, ...sums });
    const step = stepsOf(activities);
    return [step('judgeQuestions'), step('solveReported'), step('correctRetired')];
  },

  settleStreaks: async ({ data, activities }) => {
    // Those that other flows leave here are looked at in time, and have earned nothing.
    const inAnHour = new Date(Date.now() + 3_600_000);
    await data.db('streaks').where({ status: 'running' }).update({ wakeAt: inAnHour });
    await data.db('user_stats').update({ stats: '{}' });
    const { id: userId } = await buildStudent(data.db);
    await buildStreak(data.db, { userId, status: 'running', wakeAt: new Date(0) });
    await buildStats(data.db, { userId });
    const step = stepsOf(activities);
    return [step('settleStreaks'), step('backfillAchievements')];
  },

  trainWeights: async ({ data, activities }) => {
    // Those that other flows leave here have no reviews.
    await data.db('review_log').delete();
    const { id: userId } = await buildStudent(data.db);
    await insertReviews(data.db, userId, simulateReviews({ known: 0.9 }, { reviews: 400, seed: 1 }));
    // A step looks at 200 students, and other flows leave more.
    const before = await data.db('users').where('id', '<', userId).orderBy('id', 'desc').first('id');
    return [stepsOf(activities)('trainWeights', () => ({ after: before?.id ?? null }))];
  },
  recommendationsTick: async ({ activities }) => [stepsOf(activities)('listRecommendationShards')],

  recommendationsRun: async ({ data, activities }) => {
    // A shard is worked on once.
    for (const table of ['recommendation_shards', 'recommendations', 'user_stats']) await data.db(table).delete();
    const { id: userId } = await buildStudent(data.db);
    await buildStats(data.db, { userId, stats: { lastActiveDay: '2026-03-02' } });
    return [stepsOf(activities)('makeRecommendations', () => ({ day: '2026-03-02', shard: 4 }))];
  },

  leaderboardTick: async ({ data, activities }) => {
    // A day is planned once.
    await data.db('leaderboard_runs').delete();
    const step = stepsOf(activities);
    return [step('planBoards'), step('dropOldBoards')];
  },

  leaderboardRun: async ({ data, activities }) => {
    const day = '2026-03-02';
    // The first version has one line.
    for (const table of ['leaderboard_entries', 'leaderboards', 'leaderboard_runs']) await data.db(table).delete();
    const earlier = data.db('xp_logs').where('createdAt', '<', '2026-03-03').select('userId');
    await data.db('users').whereIn('id', earlier).delete();
    const { id: userId } = await buildStudent(data.db);
    await buildXpLine(data.db, { userId, createdAt: new Date(`${day}T12:00:00Z`) });
    const step = stepsOf(activities);
    return [step('openBoards', () => ({ day, reason: 'Again' })), step('makeBoards', () => ({ day }))];
  },

  endLeagueWeeks: async ({ data, activities }) => {
    // Those that other flows leave here are counted.
    await data.db('league_members').delete();
    const { id: userId } = await buildStudent(data.db);
    await data
      .db('user_profiles')
      .where({ userId })
      .update({ ageBand: '16-or-older', ageToldAt: new Date(0) });
    await buildXpLine(data.db, { userId, createdAt: new Date('2026-03-02T12:00:00Z') });
    const open = { outcome: null, students: null, rank: null, xp: null };
    await buildLeagueMember(data.db, { userId, week: '2026-03-02', place: 1, ...open });
    const step = stepsOf(activities);
    return [step('endLeagueWeeks'), step('tellPromotions')];
  },

  flagAnomalies: async ({ data, activities }) => {
    // A day is looked through once.
    await data.db('flag_days').delete();
    return [stepsOf(activities)('flagAnomalies')];
  },

  sweep: async ({ data, activities }) => {
    const { id: userId } = await buildStudent(data.db);
    const long = new Date(0);
    await buildOneTimeCode(data.db, { userId, expiresAt: long });
    const { id, writeNo } = await buildExport(data.db, { userId, expiresAt: long });
    await putObject(data.config, exportKey({ userId, id, writeNo }), Buffer.from('zip'));
    const step = stepsOf(activities);
    return [step('sweepRows'), step('sweepFiles')];
  },
};

const prepare = (step: ActivityStep): ActivityStep => ({ ...step, isPreparation: true });

const QUIET = new DefaultLogger('ERROR');

/** Makes steps that call activities in a context of their own, as a worker does. */
const stepsOf =
  (activities: Activities) =>
  <Name extends keyof Activities>(
    activity: Name,
    input?: () => Parameters<Activities[Name]>[0],
    then: (result: Awaited<ReturnType<Activities[Name]>>) => void = () => {},
  ): ActivityStep => ({
    activity,
    async run() {
      const call = activities[activity] as (input: unknown) => Promise<unknown>;
      const result = await new MockActivityEnvironment({}, { logger: QUIET }).run(call, input?.());
      then(result as Awaited<ReturnType<Activities[Name]>>);
      return result;
    },
  });

async function queuedMaterial({ db, config }: TestData) {
  const { id: ownerId } = await buildStudent(db);
  const { id } = await buildMaterial(db, { ownerId, status: 'queued' });
  const [file] = await PAGES;
  await putObject(config, originalKey(id), file);
  return { ownerId, run: { id, runNo: 1 } };
}

/** A material with a page, a chunk and a vector. */
async function materialToSearch({ db }: TestData, status: 'ready' | 'deleting') {
  const { id: ownerId } = await buildStudent(db);
  const { id: materialId } = await buildMaterial(db, { ownerId, status });
  await buildPage(db, { materialId, text: TEXT });
  const chunk = await buildChunk(db, { materialId, ownerId, text: TEXT });
  await buildVector(db, chunk);
  return { ownerId, chunk, run: { id: materialId, runNo: 1 } };
}

async function queuedExport(data: TestData, activities: Activities) {
  const { ownerId: userId } = await materialToSearch(data, 'ready');
  const { id } = await buildExport(data.db, { userId, status: 'queued' });
  const run = { id, runNo: 1 };
  const step = stepsOf(activities);
  const writing = {
    written: { writeNo: 0, bytes: 0 },
    step: step(
      'writeExport',
      () => run,
      (written) => {
        writing.written = written;
      },
    ),
  };
  return { run, step, writing };
}

/** An erasure whose time of grace is over. */
async function beginningErasure(data: TestData, activities: Activities) {
  const { ownerId: userId, chunk } = await materialToSearch(data, 'ready');
  await putObject(data.config, originalKey(chunk.materialId), Buffer.from(TEXT));
  await data.db('users').where({ id: userId }).update({ status: 'erasing' });
  const { id } = await buildErasure(data.db, { userId, status: 'queued', eraseAt: new Date(0) });
  return { run: { id, runNo: 1 }, step: stepsOf(activities) };
}
