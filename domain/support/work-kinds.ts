import type { Flow } from '../runs/flows.js';

/** The flow that works on what support can retry and cancel, by the word of its address. */
export const FLOW_OF = {
  materials: 'ingestMaterial',
  questions: 'answerQuestion',
  quizzes: 'generateQuiz',
  mails: 'sendMail',
  exports: 'exportAccount',
} as const satisfies Record<string, Flow>;

export type WorkKind = keyof typeof FLOW_OF;

export const WORK_KINDS = Object.keys(FLOW_OF) as [WorkKind, ...WorkKind[]];

/** Letters of a reason at most; the database says the same. */
export const MAX_REASON = 500;

/** Days for which a reason is kept whose line of the audit log concerns nobody. */
export const REASON_DAYS = 90;

/** XP that one adjustment gives or takes back at most. */
export const MAX_ADJUSTMENT = 10_000;
