import type { FailureType } from '../domain/runs/failures.js';

/** A page of a document that was converted as a whole: its text ('' for a blank one), or why there is none. */
export type ConvertedPage = { text: string } | { failure: FailureType };
