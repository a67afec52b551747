import {
  buildLesson,
  buildLessonIndex,
  buildStats,
  buildStudent,
  buildStudySession,
  buildTopic,
} from '../factories/index.js';
import { insertReviews, simulateReviews } from '../simulated-reviews.js';
import { TEXT } from './made-materials.js';
import { type ActivityFlows, stepsOf } from './steps.js';

export const LEARNING_FLOWS: ActivityFlows = {
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

  closeStudySession: async ({ data, activities }) => {
    const { id: userId } = await buildStudent(data.db);
    const [startedAt, closesAt] = [new Date(Date.now() - 3_600_000), new Date(Date.now() - 1_000)];
    const { id } = await buildStudySession(data.db, { userId, status: 'running', startedAt, closesAt });
    return [stepsOf(activities)('wakeStudySession', () => ({ id, runNo: 1 }))];
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
};
