import { buildLeagueMember, buildStudent, buildXpLine } from '../factories/index.js';
import { type ActivityFlows, stepsOf } from './steps.js';

export const SOCIAL_FLOWS: ActivityFlows = {
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
};
