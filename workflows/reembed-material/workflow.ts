import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { ReembeddingActivities } from '../../activities/reembeddings.js';
import type { RunInput } from '../../domain/runs/flows.js';
import { activityOptions } from '../activity-options.js';
import { claimRow, endRow, runFlow, type Stopped } from '../run-flow.js';

/** Moves a material to the vectors of another model: all new ones are made beside the old, then searched at once. */
export async function reembedMaterial({ id, runNo }: RunInput): Promise<'done' | Stopped> {
  const run = { id, runNo };
  const core = proxyActivities<ReembeddingActivities>(activityOptions('core'));
  const embedding = proxyActivities<ReembeddingActivities>(activityOptions('embedding'));

  const body = async () => {
    await claimRow('reembedMaterial', run);
    setCurrentDetails('Computing new vectors; the old ones are searched meanwhile.');
    do {
      await embedding.embedBeside.executeWithOptions({ summary: 'Embed with the new model' }, [run]);
      // Chunks that were cut again in the middle come next.
    } while (!(await core.swapModel.executeWithOptions({ summary: 'Search the new vectors' }, [run])));
    setCurrentDetails('Finished: the new vectors are searched.');
    return 'done' as const;
  };

  return runFlow(body, (end) => endRow('reembedMaterial', run, end));
}
