import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  ChildWorkflowFailure,
  executeChild,
  ParentClosePolicy,
  proxyActivities,
  setCurrentDetails,
} from '@temporalio/workflow';
import type { BoardActivities } from '../../activities/boards.js';
import { activityOptions } from '../activity-options.js';
import { boardsRunId } from '../leaderboard-run/messages.js';
import { leaderboardRun } from '../leaderboard-run/workflow.js';
import { FLOW } from '../search-attributes.js';
import type { TickInput } from '../tick-input.js';

/**
 * The daily look at which boards are to be made: a run for every day that is over and not finished, one after the other,
 * the oldest first. So a tick that was skipped, or a run that ended in the middle, leaves no day out.
 */
export async function leaderboardTick({ prefix }: TickInput): Promise<{ made: number; left: number }> {
  const { dropOldBoards, planBoards } = proxyActivities<BoardActivities>(
    activityOptions('core', { scheduleToCloseTimeout: '30 minutes' }),
  );
  const days = await planBoards.executeWithOptions({ summary: 'Look which days have no boards yet' }, []);
  let made = 0;
  for (const day of days) {
    setCurrentDetails(`Making the boards of ${day}: ${made} of ${days.length} days are made.`);
    if (await makeDay(prefix, day)) made += 1;
  }
  await dropOldBoards.executeWithOptions({ summary: 'Drop boards that have had their time' }, []);
  setCurrentDetails(`Made the boards of ${made} days; ${days.length - made} are left to the next look.`);
  return { made, left: days.length - made };
}

/** @returns false where the day is left to the next tick: its run failed, or goes on by itself */
async function makeDay(prefix: string, day: string): Promise<boolean> {
  try {
    await executeChild(leaderboardRun, {
      workflowId: boardsRunId(prefix, day),
      args: [{ day, reason: null }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      // One day that does not end must not hold up the others for ever.
      workflowExecutionTimeout: '6 hours',
      staticSummary: `Make the boards of ${day}`,
      typedSearchAttributes: [{ key: FLOW, value: 'leaderboardRun' }],
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError || error instanceof ChildWorkflowFailure) return false;
    throw error;
  }
}
