import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { SweepActivities } from '../../activities/sweep.js';
import { activityOptions } from '../activity-options.js';
import type { SweepReport } from './messages.js';

/** Removes what has had its time; the next pass comes by schedule, so this one does not insist for long. */
export async function sweep(): Promise<SweepReport> {
  const { sweepFiles, sweepRows } = proxyActivities<SweepActivities>(
    activityOptions('core', {
      startToCloseTimeout: '15 minutes',
      scheduleToCloseTimeout: '20 minutes',
      heartbeatTimeout: '15 seconds',
    }),
  );
  setCurrentDetails('Removing rows that have had their time.');
  const rows = await sweepRows.executeWithOptions({ summary: 'Remove rows that have had their time' }, []);
  setCurrentDetails('Removing files that have had their time, and those that nothing names.');
  const files = await sweepFiles.executeWithOptions({ summary: 'Remove files that nobody needs' }, []);
  const report = { ...rows, ...files };
  setCurrentDetails(
    `Removed: ${Object.entries(report)
      .map(([what, count]) => `${what} ${count}`)
      .join(', ')}.`,
  );
  return report;
}
