import type { FailureType } from './failures.js';

/** How a run that did not reach its goal ends; written to its row. */
export type RunEnd = { status: 'failed'; failure: FailureType } | { status: 'cancelled' };
