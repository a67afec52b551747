import { type ActivityOptions, workflowInfo } from '@temporalio/workflow';
import { type Queue, siblingQueue } from '../domain/runs/task-queues.js';

/**
 * Bounds by what the work costs; domain/wait-limits.ts has those of one call, which are shorter. Which failures are final is not listed here:
 * the worker's interceptor marks them from the table in domain/runs/failures.ts.
 */
export const BOUNDS = {
  /** Short database work. A day to schedule, so that an outage of Postgres or of workers loses no final state. */
  core: {
    startToCloseTimeout: '30 seconds',
    scheduleToCloseTimeout: '1 day',
    retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
  },
  /** CPU. Twenty tries, about half an hour of an engine being away, end a document that kills its reader each time. */
  ingestion: {
    startToCloseTimeout: '20 minutes',
    scheduleToCloseTimeout: '1 day',
    heartbeatTimeout: '15 seconds',
    retry: { initialInterval: '1 second', maximumInterval: '2 minutes', maximumAttempts: 20 },
  },
  /** Calls to an AI server, for somebody who waits. */
  ai: {
    startToCloseTimeout: '20 minutes',
    scheduleToCloseTimeout: '1 day',
    heartbeatTimeout: '15 seconds',
    retry: { initialInterval: '2 seconds', maximumInterval: '1 minute' },
  },
  /** The vectors of a document: as many calls as it takes. */
  embedding: {
    startToCloseTimeout: '20 minutes',
    scheduleToCloseTimeout: '1 day',
    heartbeatTimeout: '15 seconds',
    retry: { initialInterval: '2 seconds', maximumInterval: '1 minute' },
  },
  /** Calls to a mail server, which has a day to come back. */
  mail: {
    startToCloseTimeout: '2 minutes',
    scheduleToCloseTimeout: '1 day',
    heartbeatTimeout: '15 seconds',
    retry: { initialInterval: '2 seconds', maximumInterval: '10 minutes' },
  },
} satisfies Record<Queue, ActivityOptions>;

/** Of a pass over all there is, which takes hours; what it leaves the next one does, which comes by schedule. */
export const PASS_BOUNDS = {
  startToCloseTimeout: '4 hours',
  scheduleToCloseTimeout: '8 hours',
  heartbeatTimeout: '15 seconds',
} satisfies ActivityOptions;

/** Options of activities on a queue of this workflow's own deployment. */
export function activityOptions(queue: Queue, overrides: ActivityOptions = {}): ActivityOptions {
  return { ...BOUNDS[queue], taskQueue: siblingQueue(workflowInfo().taskQueue, queue), ...overrides };
}
