import { CHECKS, type Check, type Flaw } from '../../domain/quizzes/checks/flaw.js';

/** Of many questions with their flaws: the share that each check passes, and that all pass; 1 of none. */
export function passRates(questions: readonly { flaws: readonly Flaw[] }[]): Record<Check | 'all', number> {
  const rate = (has: (flaw: Flaw) => boolean): number =>
    questions.length === 0 ? 1 : questions.filter(({ flaws }) => !flaws.some(has)).length / questions.length;
  const byCheck = CHECKS.map((check) => [check, rate((flaw) => flaw.check === check)] as const);
  return { ...(Object.fromEntries(byCheck) as Record<Check, number>), all: rate(() => true) };
}
