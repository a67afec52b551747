import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { DoubtActivities } from '../../activities/doubts.js';
import { activityOptions } from '../activity-options.js';
import { settleRun } from '../settle-run.js';
import type { DoubtOutcome, SolveDoubtInput } from './messages.js';

/** How long an AI server may be away before the question is failed, retryable. */
const PATIENCE = '15 minutes';

/** Finds passages for one question, has it answered from them, and stores only what can be checked. */
export async function solveDoubt({ messageId, runNo }: SolveDoubtInput): Promise<DoubtOutcome> {
  const run = { id: messageId, runNo };
  const core = proxyActivities<DoubtActivities>(activityOptions('core'));
  const ai = proxyActivities<DoubtActivities>(
    activityOptions('ai', { startToCloseTimeout: '5 minutes', scheduleToCloseTimeout: PATIENCE }),
  );

  const body = async () => {
    setCurrentDetails('Waiting for the row to be claimed.');
    await core.claimDoubt.executeWithOptions({ summary: 'Claim the row for this run' }, [run]);

    setCurrentDetails("Looking for passages in the student's materials.");
    const { chunkIds } = await ai.retrievePassages.executeWithOptions({ summary: 'Find passages' }, [run]);

    setCurrentDetails(`Answering from ${chunkIds.length} passages; every quote is checked on its page.`);
    const summary = `Answer from ${chunkIds.length} passages`;
    const outcome = await ai.answerDoubt.executeWithOptions({ summary }, [{ ...run, chunkIds }]);
    setCurrentDetails(`Finished: ${outcome}.`);
    return outcome;
  };

  return settleRun(body, (end) => {
    setCurrentDetails(end.status === 'failed' ? `Failed: ${end.failure}.` : 'Cancelled.');
    return core.endDoubt.executeWithOptions({ summary: 'Write the final state' }, [{ ...run, end }]);
  });
}
