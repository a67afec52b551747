import type { SupportIssue } from './support.js';

const WORDS = 200;

/** What is told to whoever wrote a sentence that does not follow from its quotes. */
export function objectionOf({ kind, text }: SupportIssue): string {
  const words = text.slice(0, WORDS);
  switch (kind) {
    case 'heading':
      return 'Its quotes are headings, titles or questions, which state nothing.';
    case 'number':
      return `The number "${words}" does not stand in its quotes and does not follow from them.`;
    case 'unit':
      return `The unit of "${words}" is another one in its quotes.`;
    case 'date':
      return 'Its quotes name another month.';
    case 'name':
      return `The name "${words}" does not stand in its quotes.`;
    case 'negation':
      return 'It denies what its quotes state, or states what they deny.';
    case 'comparison':
      return 'It says the opposite of its quotes, or of one thing what they say of the other.';
    case 'words':
      return `Its quotes say nothing of "${words}".`;
    case 'meaning':
      return 'Its quotes do not state it.';
  }
}

/** What is told of a sentence with a quote that stands nowhere, or with none. */
export const UNQUOTED = 'A quote does not stand in the passage that it names, or there is none.';
