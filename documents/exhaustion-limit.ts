import { Failure } from '../domain/failures.js';
import type { FailedPage } from '../domain/pages.js';

/**
 * Pages of one call that may take all the time or memory there is; a document with more of them is made to, and would
 * hold up others for hours.
 */
const MOST_EXHAUSTING = 3;

/**
 * Makes a broken page of its error, for the pages of one call.
 * @throws the error when it is no page's, or when too many pages exhaust us.
 */
export function exhaustionLimit(): (pageNo: number, error: unknown) => FailedPage {
  let exhausting = 0;
  return (pageNo, error) => {
    if (!(error instanceof Failure)) throw error;
    if (error.type === 'Bomb') exhausting += 1;
    if (exhausting > MOST_EXHAUSTING) throw error;
    return { pageNo, failure: error.type };
  };
}
