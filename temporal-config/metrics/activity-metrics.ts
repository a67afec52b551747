import { Counter, Histogram, type Registry } from 'prom-client';

/** An attempt at an activity that has ended. */
export interface Attempt {
  type: string;
  /** From 1. */
  attempt: number;
  outcome: 'done' | 'failed' | 'cancelled';
  /** A word of docs/failures.md. */
  failure: string | undefined;
  seconds: number;
}

/** What is measured of activities and of the runs that they are steps of. */
export interface ActivityMetrics {
  attempted(attempt: Attempt): void;
  givenUp(step: { type: string; failure: string }): void;
  ended(run: { type: string; outcome: string }): void;
}

/** From a statement of Postgres to a document of a thousand pages. */
const SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 1_200];

/** Measures activities and runs of this process. */
export function createActivityMetrics(registry: Registry): ActivityMetrics {
  const registers = [registry];
  const durations = new Histogram({
    name: 'activity_duration_seconds',
    help: 'Time of each attempt at an activity, by its outcome: done, failed, cancelled',
    labelNames: ['activity', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const failures = new Counter({
    name: 'activity_failures_total',
    help: 'Attempts that failed, by the word of the failure',
    labelNames: ['activity', 'failure'],
    registers,
  });
  const retries = new Counter({
    name: 'activity_retries_total',
    help: 'Attempts after the first',
    labelNames: ['activity'],
    registers,
  });
  const givenUp = new Counter({
    name: 'activity_given_up_total',
    help: 'Activities that are not tried again, by the word of the failure',
    labelNames: ['activity', 'failure'],
    registers,
  });
  const ended = new Counter({
    name: 'runs_ended_total',
    help: 'Runs that ended, by outcome',
    labelNames: ['flow', 'outcome'],
    registers,
  });
  return {
    attempted({ type: activity, attempt, outcome, failure, seconds }) {
      durations.observe({ activity, outcome }, seconds);
      if (attempt > 1) retries.inc({ activity });
      if (failure) failures.inc({ activity, failure });
    },
    givenUp: ({ type: activity, failure }) => givenUp.inc({ activity, failure }),
    ended: ({ type: flow, outcome }) => ended.inc({ flow, outcome }),
  };
}
