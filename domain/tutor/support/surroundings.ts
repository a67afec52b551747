import type { ReadText } from './read-text.js';

/** What a sentence is held against. */
export interface Surroundings {
  quote: ReadText;
  /** The sentences with the quotes in them. */
  around: ReadText;
  headings: Pick<ReadText, 'words'>;
  /** The headings, and the sentence before. */
  context: Pick<ReadText, 'words'>;
  /** The rest of the pages. */
  elsewhere: Pick<ReadText, 'words'>;
}
