import { type Client, ScheduleAlreadyRunning, type ScheduleOptions, ScheduleOverlapPolicy } from '@temporalio/client';
import type { Duration } from '@temporalio/common';
import { msToNumber } from '@temporalio/common/lib/time.js';
import { taskQueue } from '../domain/runs/task-queues.js';
import { FLOW } from '../workflows/search-attributes.js';

interface Scheduled {
  every: Duration;
  /** After midnight UTC. */
  offset?: Duration;
  catchupWindow: Duration;
  summary: string;
  /** For support, in the Temporal UI and in lists: what its figures should be, and what a pause does. */
  note: string;
  /** Whether it names workflows itself, for which it is given the prefix. */
  startsOthers?: true;
}

/** Workflows that run again and again, by their names. */
const SCHEDULES: Record<string, Scheduled> = {
  reconcile: {
    every: '2 minutes',
    catchupWindow: '1 minute',
    summary: 'Compare open rows with Temporal and repair what differs',
    note: 'Usual: a run every 2 minutes, of seconds. If paused: what was not started, or was lost with a worker, waits; nothing else is wrong.',
  },
  sweep: {
    every: '1 hour',
    catchupWindow: '10 minutes',
    summary: 'Remove rows and files that have had their time',
    note: 'Usual: a run every hour, of less than a minute. If paused: nothing is lost; what should be gone stays longer.',
  },
  settleStreaks: {
    every: '1 day',
    catchupWindow: '12 hours',
    summary: 'Judge days of streaks whose timers did not, and award achievements that were added',
    note: 'Usual: a run a day, of minutes. If paused: streaks whose timers were lost show yesterday’s state; each is judged by its own days later.',
  },
  retireQuestions: {
    every: '1 day',
    catchupWindow: '12 hours',
    summary: 'Flag and retire questions that their answers speak against, and correct what they did',
    note: 'Usual: a run a day, of minutes. If paused: bad questions stay in quizzes; students are corrected when it runs again.',
  },
  trainWeights: {
    every: '30 days',
    catchupWindow: '10 days',
    summary: 'Train the weights by which the reviews of each student are scheduled',
    note: 'Usual: a run every 30 days; it may take hours. If paused: reviews go on by the weights there are.',
  },
  recommendationsTick: {
    every: '1 hour',
    catchupWindow: '10 minutes',
    summary: 'Start the recommendations of students whose study days have begun',
    note: 'Usual: a run every hour, of seconds. If paused: a dashboard makes its recommendations when it is asked for, more slowly.',
    startsOthers: true,
  },
  leaderboardTick: {
    // A quarter of an hour after midnight: whatever was recorded before it is committed by then.
    every: '1 day',
    offset: '15 minutes',
    catchupWindow: '12 hours',
    summary: 'Make the boards of every day that is over',
    note: 'Usual: a run a day, of minutes. If paused: students see the last boards, with their day. Every day that was missed is made when it runs again.',
    startsOthers: true,
  },
  endLeagueWeeks: {
    every: '1 hour',
    catchupWindow: '10 minutes',
    summary: 'Count the leagues whose week is over, and tell who has gone up',
    note: 'Usual: a run every hour, of seconds but after a week’s end. If paused: the result of a week comes later, the same as it would have been.',
  },
  flagAnomalies: {
    every: '1 day',
    offset: '1 hour',
    catchupWindow: '12 hours',
    summary: 'Flag anomalies of every day that is over, for support',
    note: 'Usual: a run a day, of minutes. If paused: no flags; every day that was missed is looked at when it runs again.',
  },
};

/** The names of all schedules. */
export const SCHEDULE_NAMES = Object.keys(SCHEDULES);

/** After which a schedule that began no run is late: its interval, what is made up for, and three minutes. */
export const lateAfterMs = (name: string): number => {
  const { every, catchupWindow } = SCHEDULES[name] ?? { every: 0, catchupWindow: 0 };
  return msToNumber(every) + msToNumber(catchupWindow) + 3 * 60_000;
};

/** A schedule's id under a deployment's prefix. */
export const scheduleId = (prefix: string, name: string): string => `${prefix}${name}`;

/** The schedules of a deployment; their ids carry the task queue prefix so that deployments can share a namespace. */
export const schedules = (prefix: string): ScheduleOptions[] =>
  Object.entries(SCHEDULES).map(([name, { catchupWindow, summary, note, startsOthers, ...interval }]) => ({
    scheduleId: scheduleId(prefix, name),
    spec: { intervals: [interval] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow },
    state: { note },
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

/** Creates what is missing. Gives the ids of what it created. */
export async function createSchedules(client: Client, prefix: string): Promise<string[]> {
  const created: string[] = [];
  for (const options of schedules(prefix)) if (await create(client, options)) created.push(options.scheduleId);
  return created;
}

/**
 * Creates what is missing and brings the rest up to date; safe to repeat and from several workers at once.
 * @returns the ids of what it created
 */
export async function syncSchedules(client: Client, prefix: string): Promise<string[]> {
  const created = await createSchedules(client, prefix);
  for (const options of schedules(prefix)) if (!created.includes(options.scheduleId)) await update(client, options);
  return created;
}

/** Gives false where there is one already. */
async function create(client: Client, options: ScheduleOptions): Promise<boolean> {
  try {
    await client.schedule.create(options);
    return true;
  } catch (error) {
    if (error instanceof ScheduleAlreadyRunning) return false;
    throw error;
  }
}

/** One that is paused stays so, with the note of whoever paused it. */
async function update(client: Client, { scheduleId, spec, policies, action, state }: ScheduleOptions): Promise<void> {
  await client.schedule.getHandle(scheduleId).update(
    (current) =>
      ({
        ...current,
        ...{ spec, action, policies: { ...current.policies, ...policies } },
        state: { ...current.state, ...(current.state.paused ? {} : state) },
      }) as never,
  );
}
