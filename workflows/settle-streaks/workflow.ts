import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { GameActivities } from '../../activities/game.js';
import { activityOptions, PASS_BOUNDS } from '../activity-options.js';
import type { AwardedAchievements, SettledStreaks } from './messages.js';

/**
 * The daily look at the game: what timers missed, and achievements that were added. The next comes by schedule; hours,
 * since new time-zone data moves the deadlines of everybody.
 */
export async function settleStreaks(): Promise<SettledStreaks & AwardedAchievements> {
  const steps = proxyActivities<GameActivities>(activityOptions('core', PASS_BOUNDS));
  setCurrentDetails('Judging the days of streaks whose timers are late.');
  const settled = await steps.settleStreaks.executeWithOptions({ summary: 'Judge the days that timers did not' }, []);
  setCurrentDetails('Awarding achievements that were added.');
  const awarded = await steps.backfillAchievements.executeWithOptions(
    { summary: 'Award achievements that were added' },
    [],
  );
  const { running, ended, failed } = settled;
  setCurrentDetails(
    `Settled ${running + ended} streaks, of which ${ended} had ended; ${failed} failed. Awarded ${awarded.achievements} achievements to ${awarded.students} students.`,
  );
  return { ...settled, ...awarded };
}
