import { buildStats, buildStreak, buildStudent } from '../factories/index.js';
import { type ActivityFlows, stepsOf } from './steps.js';

export const GAME_FLOWS: ActivityFlows = {
  keepStreak: async ({ data, activities }) => {
    const { id } = await buildStudent(data.db);
    await buildStreak(data.db, { userId: id, status: 'running' });
    return [stepsOf(activities)('wakeStreak', () => ({ id, runNo: 1 }))];
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
};
