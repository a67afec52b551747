/** The kinds of question that a quiz may have. */
export const QUESTION_KINDS = [
  'single-choice',
  'multiple-choice',
  'true-false',
  'numeric',
  'short-text',
  'ordering',
  'matching',
] as const;

export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** Something to choose, order or match. Its id is kept in every order, and says nothing of the key. */
export interface Option {
  id: string;
  text: string;
}

/** How far a number may be off and still be right: by so much, or by this share of the key, whichever is more. */
export interface Tolerance {
  absolute: number;
  relative: number;
}

/** What a student is shown beside the stem. It holds nothing of the key. */
export type QuestionForm =
  | { kind: 'single-choice' | 'multiple-choice'; options: Option[] }
  | { kind: 'true-false' | 'short-text' }
  | { kind: 'numeric'; needsUnit: boolean }
  | { kind: 'ordering'; items: Option[] }
  | { kind: 'matching'; prompts: Option[]; options: Option[] };

/** What is right. It leaves the database only for grading, and for who has handed in. */
export type QuestionKey =
  | { kind: 'single-choice'; right: string }
  | { kind: 'multiple-choice'; right: string[] }
  | { kind: 'true-false'; right: boolean }
  | { kind: 'numeric'; value: number; unit: string | null; tolerance: Tolerance }
  | { kind: 'short-text'; accepted: string[] }
  | { kind: 'ordering'; right: string[] }
  | { kind: 'matching'; right: Record<string, string> };

/** What a student answers; null is nothing. */
export type GivenAnswer =
  | { kind: 'single-choice'; chosen: string }
  | { kind: 'multiple-choice'; chosen: string[] }
  | { kind: 'true-false'; chosen: boolean }
  | { kind: 'numeric' | 'short-text'; text: string }
  | { kind: 'ordering'; order: string[] }
  | { kind: 'matching'; pairs: Record<string, string> };
