import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { ReembeddingActivities } from '../../activities/reembeddings.js';
import { activityOptions } from '../activity-options.js';
import { finishRun } from '../finish-run.js';
import type { ReembedMaterialInput, ReembedOutcome } from './messages.js';

/** Moves a material to the vectors of another model: all new ones are made beside the old, then searched at once. */
export async function reembedMaterial({ reembeddingId, runNo }: ReembedMaterialInput): Promise<ReembedOutcome> {
  const run = { id: reembeddingId, runNo };
  const core = proxyActivities<ReembeddingActivities>(activityOptions('core'));
  const embedding = proxyActivities<ReembeddingActivities>(activityOptions('embedding'));

  const body = async () => {
    setCurrentDetails('Waiting for the row to be claimed.');
    await core.claimReembedding.executeWithOptions({ summary: 'Claim the row for this run' }, [run]);
    setCurrentDetails('Computing new vectors; the old ones are searched meanwhile.');
    do {
      await embedding.embedBeside.executeWithOptions({ summary: 'Embed with the new model' }, [run]);
      // Chunks that were cut again in the middle come next.
    } while (!(await core.swapModel.executeWithOptions({ summary: 'Search the new vectors' }, [run])));
    setCurrentDetails('Finished: the new vectors are searched.');
    return 'done' as const;
  };

  return finishRun(body, (end) => {
    setCurrentDetails(end.status === 'failed' ? `Failed: ${end.failure}.` : 'Cancelled.');
    return core.endReembedding.executeWithOptions({ summary: 'Write the final state' }, [{ ...run, end }]);
  });
}
