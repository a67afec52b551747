import type { ReadText } from './read-text.js';

/** What a sentence is held against. */
export interface Surroundings {
  quote: ReadText;
  /** The sentences with the quotes in them. */
  around: ReadText;
  headings: Pick<ReadText, 'words'>;
  /** The sentence before. */
  before: ReadText;
  /** The headings, and the sentence before. */
  context: Pick<ReadText, 'words'>;
  /** What of the sentences stands before the quotes. */
  lead: Pick<ReadText, 'words'>;
  /** What of the sentences stands behind the quotes, and the rest of the pages. */
  elsewhere: Pick<ReadText, 'words'>;
}
