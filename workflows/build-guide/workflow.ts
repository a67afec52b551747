import { ActivityFailure, isCancellation, proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { GuideActivities } from '../../activities/guides.js';
import type { RunInput } from '../../domain/runs/flows.js';
import { activityOptions } from '../activity-options.js';
import { claimRow, endRow, failureTypeOf, runFlow, type Stopped } from '../run-flow.js';

/** How long a chat model may be away; then the summary is of copied sentences. */
const PATIENCE = { scheduleToCloseTimeout: '1 hour' } as const;

/** Makes the guide of a material that is ready: drafts it, has its summary written, and stores what can be checked. */
export async function buildGuide({ id, runNo }: RunInput): Promise<'ready' | 'cancelled' | Stopped> {
  const run = { id, runNo };
  const core = proxyActivities<GuideActivities>(activityOptions('core'));
  const embedding = proxyActivities<GuideActivities>(activityOptions('embedding'));
  const writing = proxyActivities<GuideActivities>(activityOptions('embedding', PATIENCE));

  const body = async () => {
    await claimRow('buildGuide', run);
    setCurrentDetails('Choosing the sentences and terms that say what it is about.');
    await embedding.draftGuide.executeWithOptions({ summary: 'Draft from its sentences' }, [run]);

    setCurrentDetails('Having the summary written, where there is a chat model.');
    await writing.writeGuide.executeWithOptions({ summary: 'Write the summary' }, [run]).catch(goOnWithoutIt);

    setCurrentDetails('Checking every quote on its page.');
    const outcome = await core.storeGuide.executeWithOptions({ summary: 'Check and store' }, [run]);
    setCurrentDetails(`Finished: ${outcome}.`);
    return outcome;
  };

  return runFlow(body, (end) => endRow('buildGuide', run, end));
}

function goOnWithoutIt(error: unknown): void {
  const isAway = error instanceof ActivityFailure && !isCancellation(error) && failureTypeOf(error) !== 'Superseded';
  if (!isAway) throw error;
}
