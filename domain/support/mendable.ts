import type { Flow } from '../runs/flows.js';

/** What support can retry and cancel, by the word of its address, and the flow that works on it. */
export const MENDABLE = {
  materials: 'ingestMaterial',
  questions: 'answerQuestion',
  quizzes: 'generateQuiz',
  mails: 'sendMail',
  exports: 'exportAccount',
} as const satisfies Record<string, Flow>;

export type Mendable = keyof typeof MENDABLE;

export const MENDABLES = Object.keys(MENDABLE) as [Mendable, ...Mendable[]];

/** Letters of a reason at most; the database says the same. */
export const MAX_REASON = 500;

/** XP that one adjustment gives or takes back at most. */
export const MAX_ADJUSTMENT = 10_000;
