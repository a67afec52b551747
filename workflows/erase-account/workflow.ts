import { proxyActivities, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { ErasureActivities } from '../../activities/erasures.js';
import type { RunInput } from '../../domain/runs/flows.js';
import { activityOptions } from '../activity-options.js';
import { goOverToNewBuilds } from '../long-lived.js';
import { runFlow, type Stopped } from '../run-flow.js';

/** An outage of any engine must not end an erasure: what ends after all begins again by the reconciler. */
const PATIENCE = { scheduleToCloseTimeout: '30 days', retry: { maximumInterval: '10 minutes' } } as const;

/**
 * Waits out the time of grace, then removes everything of one person: twice, so that what was still being written when
 * the first time began is found by the second.
 */
export async function eraseAccount({ id, runNo }: RunInput): Promise<'done' | Stopped> {
  const run = { id, runNo };
  const core = proxyActivities<ErasureActivities>(activityOptions('core', PATIENCE));
  const removing = proxyActivities<ErasureActivities>(
    activityOptions('core', { ...PATIENCE, startToCloseTimeout: '1 hour', heartbeatTimeout: '15 seconds' }),
  );

  const waitOutGrace = async (until: string | null) => {
    for (let left = until; left !== null; ) {
      setCurrentDetails(`Waiting until ${left}: a login before that keeps the account.`);
      const summary = 'The time of grace';
      await sleep(Math.max(new Date(left).getTime() - Date.now(), 1_000), { summary });
      ({ until: left } = await core.beginErasure.executeWithOptions({ summary: 'End the time of grace' }, [run]));
    }
  };

  const removeEverything = async (pass: 'first' | 'last') => {
    const so = pass === 'first' ? 'Everything is being removed' : 'Removing what came in late';
    setCurrentDetails(`${so}: workflow runs.`);
    await removing.removeRuns.executeWithOptions({ summary: 'End and remove the workflow runs' }, [run]);
    setCurrentDetails(`${so}: files.`);
    await removing.removeFiles.executeWithOptions({ summary: 'Remove the files' }, [run]);
    setCurrentDetails(`${so}: rows.`);
    await removing.removeRows.executeWithOptions({ summary: 'Remove the rows' }, [{ ...run, pass }]);
  };

  const body = async () => {
    setCurrentDetails('Waiting for the row to be claimed.');
    const summary = 'Claim the row for this run';
    const { until, secondPassMinutes } = await core.claimErasure.executeWithOptions({ summary }, [run]);
    await waitOutGrace(until);

    await removeEverything('first');
    setCurrentDetails(`Removed. In ${secondPassMinutes} minutes once more, for what was still being written.`);
    await sleep(secondPassMinutes * 60_000, { summary: 'Until nothing can be in the middle of writing' });
    await removeEverything('last');

    const outcome = await core.finishErasure.executeWithOptions({ summary: 'Leave the receipt' }, [run]);
    setCurrentDetails('Finished: the account is gone; its row of the table erasures is the receipt.');
    return outcome;
  };

  return runFlow(body, async () => {
    setCurrentDetails('Ended before the end. If the account is still being erased, the reconciler starts another run.');
  });
}

goOverToNewBuilds(eraseAccount);
