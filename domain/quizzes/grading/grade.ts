import type { PROBLEMS, RULES } from './rules.js';

/** The rule by which an answer got its mark. */
export type GradeRule = keyof typeof RULES;

/** What is wrong with an answer beyond its value, or was overlooked in it. */
export type GradeProblem = keyof typeof PROBLEMS;

/** What an answer is worth. */
export interface Grade {
  /** From 0 to 1; 1 for an answer that is wholly right, and only for that. */
  mark: number;
  rule: GradeRule;
  problem?: GradeProblem;
}
