import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { ReconcilerActivities } from '../../activities/reconciler.js';
import { activityOptions } from '../activity-options.js';
import { recordOutcome } from '../run-flow.js';
import type { ReconcileReport } from './messages.js';

/** One pass of the reconciler; the next comes by schedule, so this one does not insist for long. */
export async function reconcile(): Promise<ReconcileReport> {
  const { reconcileRows } = proxyActivities<ReconcilerActivities>(
    activityOptions('core', { startToCloseTimeout: '5 minutes', scheduleToCloseTimeout: '10 minutes' }),
  );
  const report = await reconcileRows.executeWithOptions({ summary: 'Compare open rows with Temporal' }, []);
  const { started, restarted, failed, running } = report;
  setCurrentDetails(`Started ${started}, restarted ${restarted}, failed ${failed}, still running ${running}.`);
  // Runs without a difference tell nothing: there is one every two minutes.
  if (started + restarted + failed > 0) recordOutcome('repaired');
  return report;
}
