import { Failure } from '../domain/runs/failures.js';
import type { FailedPage } from '../domain/text/pages.js';

/**
 * Pages of one call that may take all the time or memory there is; a document with more of them is made to, and would
 * hold up others for hours.
 */
const MAX_EXHAUSTING = 3;

/**
 * Makes a broken page of its error, for the pages of one call.
 * @throws the error when it is no page's, or when too many pages exhaust us.
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
