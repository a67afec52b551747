import { type Client, ScheduleAlreadyRunning, type ScheduleOptions, ScheduleOverlapPolicy } from '@temporalio/client';
import type { Duration } from '@temporalio/common';
import { taskQueue } from '../domain/runs/task-queues.js';
import { FLOW } from '../workflows/search-attributes.js';

interface Scheduled {
  every: Duration;
  /** After midnight UTC. */
  offset?: Duration;
  catchupWindow: Duration;
  summary: string;
  /** Whether it names workflows itself, for which it is given the prefix. */
  startsOthers?: true;
}

/** Workflows that run again and again, by their names. */
const SCHEDULES: Record<string, Scheduled> = {
  reconcile: {
    every: '2 minutes',
    catchupWindow: '1 minute',
    summary: 'Compare open rows with Temporal and repair what differs',
  },
  sweep: { every: '1 hour', catchupWindow: '10 minutes', summary: 'Remove rows and files that have had their time' },
  settleStreaks: {
    every: '1 day',
    catchupWindow: '12 hours',
    summary: 'Judge days of streaks whose timers did not, and award achievements that were added',
  },
  retireQuestions: {
    every: '1 day',
    catchupWindow: '12 hours',
    summary: 'Flag and retire questions that their answers speak against, and correct what they did',
  },
  trainWeights: {
    every: '30 days',
    catchupWindow: '10 days',
    summary: 'Train the weights by which the reviews of each student are scheduled',
  },
  recommendationsTick: {
    every: '1 hour',
    catchupWindow: '10 minutes',
    summary: 'Start the recommendations of students whose study days have begun',
    startsOthers: true,
  },
  leaderboardTick: {
    // A quarter of an hour after midnight: whatever was recorded before it is committed by then.
    every: '1 day',
    offset: '15 minutes',
    catchupWindow: '12 hours',
    summary: 'Make the boards of every day that is over',
    startsOthers: true,
  },
  endLeagueWeeks: {
    every: '1 hour',
    catchupWindow: '10 minutes',
    summary: 'Count the leagues whose week is over, and tell who has gone up',
  },
  flagAnomalies: {
    every: '1 day',
    offset: '1 hour',
    catchupWindow: '12 hours',
    summary: 'Flag anomalies of every day that is over, for support',
  },
};

/** The names of all schedules. */
export const SCHEDULE_NAMES = Object.keys(SCHEDULES);

/** A schedule's id under a deployment's prefix. */
export const scheduleId = (prefix: string, name: string): string => `${prefix}${name}`;

/** The schedules of a deployment; their ids carry the task queue prefix so that deployments can share a namespace. */
export const schedules = (prefix: string): ScheduleOptions[] =>
  Object.entries(SCHEDULES).map(([name, { catchupWindow, summary, startsOthers, ...interval }]) => ({
    scheduleId: scheduleId(prefix, name),
    spec: { intervals: [interval] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow },
    action: {
      type: 'startWorkflow',
      workflowType: name,
      workflowId: `${prefix}${name}`,
      taskQueue: taskQueue(prefix, 'core'),
      args: startsOthers ? [{ prefix }] : [],
      staticSummary: summary,
      typedSearchAttributes: [{ key: FLOW, value: name }],
    },
  }));

/** Creates what is missing and brings the rest up to date; safe to repeat and from several workers at once. */
export async function syncSchedules(client: Client, prefix: string): Promise<void> {
  for (const options of schedules(prefix)) {
    try {
      await client.schedule.create(options);
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      const { spec, policies, action } = options;
      await client.schedule
        .getHandle(options.scheduleId)
        .update((current) => ({ ...current, spec, policies: { ...current.policies, ...policies }, action }) as never);
    }
  }
}
