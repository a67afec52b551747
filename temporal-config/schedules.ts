import { type Client, ScheduleAlreadyRunning, type ScheduleOptions, ScheduleOverlapPolicy } from '@temporalio/client';
import { taskQueue } from '../domain/runs/task-queues.js';
import { FLOW } from '../workflows/search-attributes.js';

/** The schedules of a deployment; their ids carry the task queue prefix so that deployments can share a namespace. */
export const schedules = (prefix: string): ScheduleOptions[] => [
  {
    scheduleId: `${prefix}reconcile`,
    spec: { intervals: [{ every: '2 minutes' }] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
    action: {
      type: 'startWorkflow',
      workflowType: 'reconcile',
      workflowId: `${prefix}reconcile`,
      taskQueue: taskQueue(prefix, 'core'),
      staticSummary: 'Compare open rows with Temporal and repair what differs',
      typedSearchAttributes: [{ key: FLOW, value: 'reconcile' }],
    },
  },
  {
    scheduleId: `${prefix}sweep`,
    spec: { intervals: [{ every: '1 hour' }] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '10 minutes' },
    action: {
      type: 'startWorkflow',
      workflowType: 'sweep',
      workflowId: `${prefix}sweep`,
      taskQueue: taskQueue(prefix, 'core'),
      staticSummary: 'Remove rows and files that have had their time',
      typedSearchAttributes: [{ key: FLOW, value: 'sweep' }],
    },
  },
];

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
