/** Why a sentence does not follow from its quotes. */
export type SupportIssueKind =
  | 'heading'
  | 'number'
  | 'unit'
  | 'date'
  | 'name'
  | 'negation'
  | 'comparison'
  | 'words'
  | 'meaning';

export interface SupportIssue {
  kind: SupportIssueKind;
  /** The words of the sentence that it is about; '' where it is about all of it. */
  text: string;
}

/** What the rules say of a sentence. */
export interface Support {
  /** `unsure` where only a reader could tell. */
  outcome: 'supported' | 'unsupported' | 'unsure';
  /** Whether it is taken for supported where nobody judges it. */
  isTaken: boolean;
  /** What is doubted or wrong. */
  issue: SupportIssue | undefined;
}
