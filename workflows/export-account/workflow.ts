import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { ExportActivities } from '../../activities/exports.js';
import { activityOptions } from '../activity-options.js';
import { finishRun } from '../finish-run.js';
import type { ExportAccountInput, ExportOutcome } from './messages.js';

/** Writes everything a student has here into one file, and keeps it for them for a day. */
export async function exportAccount({ exportId, runNo }: ExportAccountInput): Promise<ExportOutcome> {
  const run = { id: exportId, runNo };
  const core = proxyActivities<ExportActivities>(activityOptions('core'));
  // Packing is CPU; the bound is for an account of many gigabytes, and a lost worker is noticed by its heartbeat.
  const packing = proxyActivities<ExportActivities>(activityOptions('ingestion', { startToCloseTimeout: '1 hour' }));

  const body = async () => {
    setCurrentDetails('Waiting for the row to be claimed.');
    await core.claimExport.executeWithOptions({ summary: 'Claim the row for this run' }, [run]);

    setCurrentDetails('Writing the rows and files of the account into one file in storage.');
    const written = await packing.writeExport.executeWithOptions({ summary: 'Write the file' }, [run]);

    setCurrentDetails(`The file has ${written.bytes} bytes; making it the student's.`);
    const summary = 'Write the final state and queue the mail';
    const outcome = await core.finishExport.executeWithOptions({ summary }, [{ ...run, ...written }]);
    setCurrentDetails(`Finished: ${outcome}, ${written.bytes} bytes.`);
    return outcome;
  };

  return finishRun(body, (end) => {
    setCurrentDetails(end.status === 'failed' ? `Failed: ${end.failure}.` : 'Cancelled.');
    return core.endExport.executeWithOptions({ summary: 'Write the final state' }, [{ ...run, end }]);
  });
}
