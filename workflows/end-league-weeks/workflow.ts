import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { LeagueActivities } from '../../activities/leagues.js';
import { activityOptions, PASS_BOUNDS } from '../activity-options.js';
import type { EndedCohorts } from './messages.js';

/**
 * The hourly look at leagues whose week is over: counts every cohort that is not counted, of whichever week, and tells who
 * has gone up. So a look that was skipped leaves no week out.
 */
export async function endLeagueWeeks(): Promise<EndedCohorts & { told: number }> {
  const steps = proxyActivities<LeagueActivities>(activityOptions('core', PASS_BOUNDS));
  setCurrentDetails('Counting the leagues whose week is over.');
  const ended = await steps.endLeagueWeeks.executeWithOptions({ summary: 'Count leagues whose week is over' }, []);
  setCurrentDetails('Telling who has gone up.');
  const told = await steps.tellPromotions.executeWithOptions({ summary: 'Tell who has gone up' }, []);
  setCurrentDetails(
    `Counted ${ended.cohorts} cohorts; ${ended.failed} failed. Told ${told} students that they went up.`,
  );
  return { ...ended, told };
}
