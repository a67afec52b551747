import type { Tolerance } from './question.js';

/** How hard its author takes a question to be; students are told what its answers show. */
export const DIFFICULTIES = ['easy', 'medium', 'hard'] as const;

export type Difficulty = (typeof DIFFICULTIES)[number];

/** What is right, as an author writes it: texts, in their right order, without ids. */
export type DraftAnswer =
  | { kind: 'single-choice'; right: string; wrong: string[] }
  | { kind: 'multiple-choice'; right: string[]; wrong: string[] }
  | { kind: 'true-false'; right: boolean }
  | {
      kind: 'numeric';
      value: number;
      unit: string | null;
      tolerance: Tolerance;
      /** How the value follows from those that stand in the stem or the quote. */
      formula: string;
      values: Record<string, number>;
    }
  | { kind: 'short-text'; accepted: string[] }
  | { kind: 'ordering'; items: string[] }
  | { kind: 'matching'; pairs: [string, string][] };

/** A question before it is stored, whoever wrote it. */
export type DraftQuestion = DraftAnswer & {
  stem: string;
  /** Why the key is right. */
  explanation: string;
  difficulty: Difficulty;
  /** What it rests on, word for word, and what else of the same source; whoever stores it knows where that stands. */
  evidence: { quote: string; further?: string[] };
};
