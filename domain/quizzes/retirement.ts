/** What may be bad about a question: as students report it, or by what its answers show. */
export const RETIRE_REASONS = ['wrong-key', 'ambiguous', 'not-in-lesson', 'text', 'statistics'] as const;

export type RetireReason = (typeof RETIRE_REASONS)[number];

/** The reasons in words, after a "since". */
export const RETIRE_TEXTS: Readonly<Record<RetireReason, string>> = {
  'wrong-key': 'what it took for right was wrong',
  ambiguous: 'more than one answer could be right',
  'not-in-lesson': 'its lesson does not teach it',
  text: 'its text had a fault',
  statistics: 'those who know more did worse at it',
};
