import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { ExportActivities } from '../../activities/exports.js';
import type { RunInput } from '../../domain/runs/flows.js';
import { activityOptions } from '../activity-options.js';
import { claimRow, runFlow, type Stopped } from '../run-flow.js';

/** Writes everything a student has here into one file, and keeps it for them for a day. */
export async function exportAccount({ id, runNo }: RunInput): Promise<'ready' | Stopped> {
  const run = { id, runNo };
  const core = proxyActivities<ExportActivities>(activityOptions('core'));
  // Packing is CPU; the bound is for an account of many gigabytes, and a lost worker is noticed by its heartbeat.
  const packing = proxyActivities<ExportActivities>(activityOptions('ingestion', { startToCloseTimeout: '1 hour' }));

  const body = async () => {
    await claimRow('exportAccount', run);

    setCurrentDetails('Writing the rows and files of the account into one file in storage.');
    const written = await packing.writeExport.executeWithOptions({ summary: 'Write the file' }, [run]);

    setCurrentDetails(`The file has ${written.bytes} bytes; making it the student's.`);
    const summary = 'Write the final state and queue the mail';
    const outcome = await core.finishExport.executeWithOptions({ summary }, [{ ...run, ...written }]);
    setCurrentDetails(`Finished: ${outcome}, ${written.bytes} bytes.`);
    return outcome;
  };

  const summary = 'Write the final state and remove what was written';
  return runFlow(body, (end) => core.endExport.executeWithOptions({ summary }, [{ ...run, end }]));
}
