import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { FairnessActivities } from '../../activities/fairness.js';
import { activityOptions, PASS_BOUNDS } from '../activity-options.js';
import type { Flagged } from './messages.js';

/** The daily look for anomalies, which flags them for support. The next comes by schedule. */
export async function flagAnomalies(): Promise<Flagged> {
  const steps = proxyActivities<FairnessActivities>(activityOptions('core', PASS_BOUNDS));
  setCurrentDetails('Looking for anomalies.');
  const flagged = await steps.flagAnomalies.executeWithOptions({ summary: 'Flag anomalies of days that are over' }, []);
  setCurrentDetails(`Looked through ${flagged.days} days: ${flagged.flags} flags.`);
  return flagged;
}
