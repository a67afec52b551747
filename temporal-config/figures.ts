import type { Client } from '@temporalio/client';
import { QUEUES, type Queue, taskQueue } from '../domain/runs/task-queues.js';
import { FIGURES_MS } from '../domain/wait-limits.js';
import type { QueueFigures, ScheduleFigures, TemporalFigures } from '../services/shared/ports.js';
import { readSchedules, type ScheduleState } from './read-schedules.js';
import { lateAfterMs } from './schedules.js';

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
      readSchedules(client, prefix),
    ]);
    return { queues: [workflows, ...activities], schedules: [...schedules].map(scheduleFigures) };
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

function scheduleFigures([schedule, state]: [string, ScheduleState]): ScheduleFigures {
  const { madeAt, lastRun = madeAt, missed, skipped, paused } = state;
  const ageMs = Math.max(0, Date.now() - lastRun.getTime());
  return { schedule, ageSeconds: ageMs / 1_000, isLate: ageMs > lateAfterMs(schedule), missed, skipped, paused };
}
