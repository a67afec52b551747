import { hashText } from '../../../lib/hash-text.js';
import type { DraftQuestion } from '../draft-question.js';

/** A drafted question with the page of its quote. */
export interface Drafted {
  question: DraftQuestion;
  pageNo: number;
  /** How it was drafted. */
  way: 'term' | 'write-term' | 'name' | 'year' | 'number' | 'true' | 'false' | 'events' | 'steps' | 'labels';
}

/** Things in an order that is always the same for the same text, and another for another one. */
export const shuffledBy = <T>(items: readonly T[], key: string, textOf: (item: T) => string): T[] =>
  items
    .map((item) => ({ item, rank: hashText(`${key}\n${textOf(item)}`) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
