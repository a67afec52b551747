import { Failure } from '../domain/runs/failures.js';
import type { FailedPage } from '../domain/text/pages.js';

/**
 * Pages of one call that may take all the time or memory there is. A document with more of them is made to take it,
 * and would hold up others for hours.
 */
const MAX_EXHAUSTING = 3;

/**
 * Gives a function that turns the error of a page into a failed page, for the pages of one call.
 * It throws the error when that is no Failure, and when too many pages were too complex.
 */
export function complexityLimit(): (pageNo: number, error: unknown) => FailedPage {
  let exhausting = 0;
  return (pageNo, error) => {
    if (!(error instanceof Failure)) throw error;
    if (error.type === 'TooComplex') exhausting += 1;
    if (exhausting > MAX_EXHAUSTING) throw error;
    return { pageNo, failure: error.type };
  };
}
