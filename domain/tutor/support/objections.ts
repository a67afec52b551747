import type { SupportIssue, SupportIssueKind } from './support.js';

const MAX_CHARACTERS = 200;

const OBJECTIONS: Record<SupportIssueKind, (words: string) => string> = {
  heading: () => 'Its quotes are headings, titles or questions, which state nothing.',
  number: (words) => `The number "${words}" does not stand in its quotes and does not follow from them.`,
  unit: (words) => `The unit of "${words}" is another one in its quotes.`,
  date: () => 'Its quotes name another month.',
  name: (words) => `The name "${words}" does not stand in its quotes.`,
  negation: () => 'It denies what its quotes state, or states what they deny.',
  comparison: () => 'It says the opposite of its quotes, or of one thing what they say of the other.',
  words: (words) => `Its quotes say nothing of "${words}".`,
  meaning: () => 'Its quotes do not state it.',
};

/** What is told to whoever wrote a sentence that does not follow from its quotes. */
export const objectionOf = ({ kind, text }: SupportIssue): string => OBJECTIONS[kind](text.slice(0, MAX_CHARACTERS));

/** What is told of a sentence with a quote that stands nowhere, or with none. */
export const UNQUOTED = 'A quote does not stand in the passage that it names, or there is none.';
