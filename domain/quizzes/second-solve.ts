import type { SolverVerdict } from './generation/quiz-draft.js';
import type { RetireReason } from './retirement.js';

/** Students whose reports have a question solved a second time; so many more have it solved once more. */
export const REPORTS_TO_SOLVE = 3;

const REASONS: Readonly<Record<Exclude<SolverVerdict, 'match'>, RetireReason>> = {
  ambiguous: 'ambiguous',
  'not-in-passage': 'not-in-lesson',
  disagree: 'wrong-key',
};

/**
 * What solves of a reported question uphold: something is bad about it only where none of them gives its key. Of
 * several verdicts the one counts that says most: that more is right, then that its passage does not say it.
 * @returns null where the question stands
 */
export function upheldBy(verdicts: readonly SolverVerdict[]): RetireReason | null {
  if (verdicts.includes('match')) return null;
  const worst = (['ambiguous', 'not-in-passage', 'disagree'] as const).find((one) => verdicts.includes(one));
  return worst ? REASONS[worst] : null;
}
