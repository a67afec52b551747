/** Why a sentence does not follow from its quotes. */
export type SupportIssueKind =
  | 'heading'
  | 'number'
  | 'unit'
  | 'date'
  | 'name'
  | 'negation'
  | 'comparison'
  | 'subject'
  | 'words';

export interface SupportIssue {
  kind: SupportIssueKind;
  /** The words of the sentence that it is about; '' where it is about all of it. */
  text: string;
}
