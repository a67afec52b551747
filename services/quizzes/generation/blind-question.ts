import type { BlindQuestion } from '../../../clients/ai/question-writer.js';
import { type Solved, verdictOf } from '../../../domain/quizzes/generation/blind.js';
import type { HeldQuestion } from '../../../domain/quizzes/generation/quiz-draft.js';
import { formForSolve } from '../../../domain/quizzes/generation/solve-order.js';
import type { QuestionForm } from '../../../domain/quizzes/question.js';
import { composeWritten } from '../../content/compose-written.js';

/** How often a question was solved. */
export const solvesOf = ({ verdict }: HeldQuestion): number => verdict?.solves.length ?? 0;

/** What a solver is given of a question that it did not solve yet, or once. */
export const blindOf = (held: HeldQuestion, passage: string): BlindQuestion => ({
  passage,
  stem: held.question.stem,
  form: formOf(held, solvesOf(held)),
});

const formOf = ({ id, question }: HeldQuestion, solve: number): QuestionForm =>
  formForSolve({ id, form: composeWritten(question).form }, solve);

/** The question with one solve more. A model that says nothing of a question does not know its key. */
export function judge(held: HeldQuestion, solved: Solved | null): HeldQuestion {
  const { key } = composeWritten(held.question);
  const verdict = solved ? verdictOf(formOf(held, solvesOf(held)), key, solved) : 'disagree';
  const { flaws, solves } = held.verdict ?? { flaws: [], solves: [] };
  return { ...held, verdict: { flaws, solves: [...solves, verdict] } };
}
