import type { FailureType } from '../domain/runs/failures.js';

/**
 * A page of a document that was converted as a whole: its text ('' for a blank one) with marks where pictures stand, or
 * why there is none. `isPicture` where it shows one picture and nothing else. A label is what the page is called by where
 * that says more than its number: a sheet's name, a stretch of time.
 */
export type ConvertedPage = { text: string; isPicture?: boolean; label?: string } | { failure: FailureType };
