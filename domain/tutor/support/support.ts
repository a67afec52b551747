import type { SupportIssue } from './support-issue.js';

/** What the rules say of a sentence: `unsure` where only a reader could tell. */
export interface Support {
  outcome: 'supported' | 'unsupported' | 'unsure';
  issue: SupportIssue | undefined;
  /** Share of its content words and numbers that the quotes cover, and of its words that are copied from them. */
  covered: number;
  copied: number;
}
