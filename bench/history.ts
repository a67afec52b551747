import type { WorkflowHandle } from '@temporalio/client';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

/** One activity as Temporal recorded it; times in milliseconds of the server's clock, which is this machine's. */
export interface RecordedActivity {
  type: string;
  /** When a worker was given it. */
  startedAt: number;
  /** When the worker had answered. */
  closedAt: number;
}

/** The activities of a run that has closed, in the order they were given to workers. */
export function activitiesOf({ events }: History): RecordedActivity[] {
  const types = new Map<number, string>();
  const started = new Map<number, RecordedActivity>();
  for (const event of events ?? []) {
    const at = Number(event.eventTime?.seconds ?? 0) * 1_000 + (event.eventTime?.nanos ?? 0) / 1e6;
    const scheduled = event.activityTaskScheduledEventAttributes?.activityType?.name;
    if (scheduled) types.set(Number(event.eventId), scheduled);
    const start = event.activityTaskStartedEventAttributes;
    if (start) {
      const type = types.get(Number(start.scheduledEventId)) ?? '';
      started.set(Number(event.eventId), { type, startedAt: at, closedAt: at });
    }
    const end = event.activityTaskCompletedEventAttributes ?? event.activityTaskFailedEventAttributes;
    const activity = end && started.get(Number(end.startedEventId));
    if (activity) activity.closedAt = at;
  }
  return [...started.values()].toSorted((a, b) => a.startedAt - b.startedAt);
}
