import { type Client, ScheduleNotFoundError } from '@temporalio/client';
import { QUEUES, type Queue, taskQueue } from '../domain/runs/task-queues.js';
import { FIGURES_MS } from '../domain/wait-limits.js';
import type { QueueFigures, ScheduleFigures, TemporalFigures } from '../services/shared/ports.js';
import { SCHEDULE_NAMES, scheduleId } from './schedules.js';

/** temporal.api.enums.v1.TaskQueueType */
const KINDS = { workflow: 1, activity: 2 } as const;

/**
 * Asks Temporal for the figures of a deployment's queues and schedules.
 * @throws when it does not answer in time.
 */
export async function temporalFigures(client: Client, prefix: string): Promise<TemporalFigures> {
  return client.connection.withDeadline(Date.now() + FIGURES_MS, async () => {
    const [workflows, activities, schedules] = await Promise.all([
      queueFigures(client, prefix, 'core', 'workflow'),
      Promise.all(QUEUES.map((queue) => queueFigures(client, prefix, queue, 'activity'))),
      Promise.all(SCHEDULE_NAMES.map((name) => scheduleFigures(client, prefix, name))),
    ]);
    return { queues: [workflows, ...activities], schedules: schedules.filter((one) => one !== undefined) };
  });
}

async function queueFigures(
  client: Client,
  prefix: string,
  queue: Queue,
  kind: keyof typeof KINDS,
): Promise<QueueFigures> {
  const { pollers, stats } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: taskQueue(prefix, queue) },
    taskQueueType: KINDS[kind],
    reportStats: true,
  });
  return {
    ...{ queue, kind },
    backlog: Number(stats?.approximateBacklogCount ?? 0),
    oldestSeconds: Number(stats?.approximateBacklogAge?.seconds ?? 0),
    pollers: pollers?.length ?? 0,
  };
}

/** @returns undefined for one that no worker has made yet */
async function scheduleFigures(client: Client, prefix: string, name: string): Promise<ScheduleFigures | undefined> {
  try {
    const { info, state } = await client.schedule.getHandle(scheduleId(prefix, name)).describe();
    const lastBegan = info.recentActions.at(-1)?.takenAt ?? info.createdAt;
    return {
      schedule: name,
      ageSeconds: Math.max(0, Date.now() - lastBegan.getTime()) / 1_000,
      missed: info.numActionsMissedCatchupWindow,
      skipped: info.numActionsSkippedOverlap,
      paused: state.paused,
    };
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return undefined;
    throw error;
  }
}
