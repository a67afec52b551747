import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, proxyActivities, setCurrentDetails, startChild } from '@temporalio/workflow';
import type { RecommendationActivities } from '../../activities/recommendations.js';
import { activityOptions } from '../activity-options.js';
import type { ShardInput } from '../recommendations-run/messages.js';
import { recommendationsRun } from '../recommendations-run/workflow.js';
import { FLOW } from '../search-attributes.js';
import type { TickInput } from '../tick-input.js';

/**
 * The hourly look at which recommendations are to be made: starts a run for every shard of the last day that is not
 * finished. So a tick that was skipped, or a run that ended in the middle, leaves nothing out.
 */
export async function recommendationsTick({ prefix }: TickInput): Promise<{ started: number }> {
  const { listRecommendationShards } = proxyActivities<RecommendationActivities>(
    activityOptions('core', { scheduleToCloseTimeout: '30 minutes' }),
  );
  const due = await listRecommendationShards.executeWithOptions({ summary: 'Look which shards are due' }, []);
  let started = 0;
  for (const shard of due) if (await startRun(prefix, shard)) started += 1;
  setCurrentDetails(`Started ${started} runs.`);
  return { started };
}

/** @returns false where a run of the shard is going on */
async function startRun(prefix: string, { day, shard }: ShardInput): Promise<boolean> {
  try {
    await startChild(recommendationsRun, {
      workflowId: `${prefix}recommendations:${day}:${shard}`,
      args: [{ day, shard }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: `Make recommendations of ${day}, hour ${shard}`,
      typedSearchAttributes: [{ key: FLOW, value: 'recommendationsRun' }],
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
