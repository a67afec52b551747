import { OPEN_STATES } from '../../../domain/runs/states.js';

const HOUR_MS = 3_600_000;

/**
 * What a row in this state has of its run; the database refuses anything else. An open row is looked at by the
 * reconciler in an hour, which is not while a test runs; a finished one has a time and no more.
 */
export const runColumns = <Status extends string>(status: Status) =>
  OPEN_STATES.some((open) => open === status)
    ? { status, finishedAt: null, nextCheckAt: new Date(Date.now() + HOUR_MS) }
    : { status, finishedAt: new Date(), nextCheckAt: null };

/** The failure that a failed row must have, and no other. */
export const failureOf = (status: string) => (status === 'failed' ? ('Unexpected' as const) : null);
