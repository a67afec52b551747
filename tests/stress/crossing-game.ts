import { randomUUID } from 'node:crypto';
import { readCalendar } from '../../db/queries/day-rules.js';
import { THIS_WEEK } from '../../db/queries/leagues.js';
import { addDays } from '../../domain/game/calendar-day.js';
import { dayAt } from '../../domain/game/study-calendar.js';
import { onboard } from '../../services/account/onboard.js';
import { backfillAchievements } from '../../services/game/backfill-achievements.js';
import { correctXp } from '../../services/game/correct-xp.js';
import { endPause } from '../../services/game/end-pause.js';
import { pauseStreak } from '../../services/game/pause-streak.js';
import { rebuildLevels } from '../../services/game/rebuild-levels.js';
import { settleStreaks } from '../../services/game/settle-streaks.js';
import { wakeStreak } from '../../services/game/wake-streak.js';
import { endLeagueWeeks } from '../../services/leagues/end-league-weeks.js';
import { tellPromotions } from '../../services/leagues/tell-promotions.js';
import { completeLesson } from '../../services/lessons/complete-lesson.js';
import { rebuildMastery } from '../../services/mastery/rebuild-mastery.js';
import { markNoticesSeen } from '../../services/notices/mark-notices-seen.js';
import { buildLesson, buildTopic } from '../support/factories/index.js';
import type { Crossing, Turn } from './crossing.js';

const never = new AbortController().signal;

/** What students do that is of their game, and what is done for it. */
export const OF_GAMES: Record<string, (deps: Crossing, turn: Turn) => Promise<unknown>> = {
  completeLesson: async (deps, { caller }) => {
    const { id: lessonId } = await buildLesson(deps.db, { topicId: (await buildTopic(deps.db)).id });
    await completeLesson(deps, { caller, lessonId });
  },
  pauseStreak: async (deps, { caller, choice }) => {
    const today = dayAt(await readCalendar(deps.db, caller.userId), deps.clock());
    const day = addDays(today, Math.floor(choice * 10));
    await pauseStreak(deps, { caller, firstDay: day, lastDay: day });
  },
  endPause: async (deps, { caller }) => {
    const pause = await deps.db('streak_pauses').where({ userId: caller.userId }).orderBy('firstDay').first('id');
    await endPause(deps, { caller, pauseId: pause?.id ?? randomUUID() });
  },
  wakeStreak: async (deps, { caller, choice }) => {
    const { userId: id } = caller;
    // Sometimes as if days had gone by that nobody has judged.
    if (choice < 0.5) await deps.db.raw('UPDATE streaks SET through = through - 2 WHERE id = ?', [id]);
    const streak = await deps.db('streaks').where({ id }).first('runNo');
    if (streak) await wakeStreak(deps, { id, runNo: streak.runNo });
  },
  settleStreaks: async (deps, { caller: { userId: id } }) => {
    await deps
      .db('streaks')
      .where({ id, status: 'running' })
      .update({ wakeAt: new Date(0) });
    await settleStreaks(deps, { report: () => {} }, never);
  },
  backfillAchievements: async (deps) => backfillAchievements(deps, { report: () => {} }, never),
  correctXp: async (deps, { caller: { userId }, choice }) => {
    const { email } = await deps.db('users').where({ id: userId }).first('email');
    await correctXp(deps, { email, points: choice < 0.5 ? 5 : -5 });
  },
  rebuildLevels: async (deps) => rebuildLevels(deps),
  rebuildMastery: async (deps) => rebuildMastery(deps),
  switchLeagues: async (deps, { caller, choice, other }) => {
    const answers = { ageBand: '16-or-older', leagues: choice < 0.7 } as const;
    await onboard(deps, {
      caller,
      answers: other < 0.5 ? answers : { ...answers, dayStartsAt: Math.floor(choice * 7) },
    });
  },
  endLeagueWeeks: async (deps) => {
    // As if a week had gone by for everybody who is in a league.
    await deps.db.transaction(async (trx) => {
      await trx.raw(`SELECT pg_advisory_xact_lock(hashtextextended('a week goes by', 0))`);
      await trx.raw(
        `UPDATE league_members SET week = (SELECT min(week) FROM league_members) - 7 WHERE week = ${THIS_WEEK}`,
      );
    });
    await endLeagueWeeks(deps, { report: () => {} }, never);
    await tellPromotions(deps, { report: () => {} }, never);
  },
  markNoticesSeen: async (deps, { caller }) => {
    const ids: string[] = await deps.db('notices').where({ userId: caller.userId }).orderByRaw('random()').pluck('id');
    await markNoticesSeen(deps, { caller, ids });
  },
};
