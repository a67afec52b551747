import type { Question } from '../../db/models/question.js';

/** Tells whether a page is among those that a question asks of. */
export const askedPages =
  ({ pageFrom, pageTo }: Question) =>
  (pageNo: number): boolean =>
    pageNo >= (pageFrom ?? 0) && pageNo <= (pageTo ?? Number.POSITIVE_INFINITY);
