import type { SupportIssue } from './support-issue.js';

/** What the rules say of a sentence. */
export interface Support {
  /** `unsure` where only a reader could tell. */
  outcome: 'supported' | 'unsupported' | 'unsure';
  /** Whether it is taken for supported where nobody judges it. */
  isTaken: boolean;
  issue: SupportIssue | undefined;
  /** Share of its content words and numbers that the quotes cover, and of its words that are copied from them. */
  covered: number;
  copied: number;
}
