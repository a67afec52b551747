import { proxyActivities, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { MaterialDeletionActivities } from '../../activities/material-deletions.js';
import type { RunInput } from '../../domain/runs/flows.js';
import { activityOptions } from '../activity-options.js';
import { recordOutcome } from '../run-flow.js';

/** Longer than any activity of an ingestion may run, so that whoever still writes has ended by then. */
const LATE_WRITERS = '25 minutes';

/** Patient: what a student deleted goes, however long an engine is away. */
const PATIENCE = { scheduleToCloseTimeout: '30 days' } as const;

/** Removes what is left of a deleted material: its bytes, now and once more when no late writer can be left, and its rows. */
export async function deleteMaterial({ id, runNo }: RunInput): Promise<'deleted'> {
  const run = { id, runNo };
  const core = proxyActivities<MaterialDeletionActivities>(activityOptions('core', PATIENCE));

  setCurrentDetails('Removing the bytes, then the rows.');
  await core.deleteMaterialObjects.executeWithOptions({ summary: 'Remove the bytes' }, [run]);
  await core.deleteMaterialRows.executeWithOptions({ summary: 'Remove pages, chunks and the row' }, [run]);

  setCurrentDetails('Removed. Looks once more for bytes that a late writer may have left.');
  await sleep(LATE_WRITERS, { summary: 'Until no late writer can be left' });
  await core.deleteMaterialObjects.executeWithOptions({ summary: 'Remove late bytes' }, [run]);

  setCurrentDetails('Nothing of the material is left.');
  return recordOutcome('deleted');
}
