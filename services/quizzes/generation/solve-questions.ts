import { type HeldQuestion, isToSolve, type QuizDraft } from '../../../domain/quizzes/generation/quiz-draft.js';
import { blindOf, judge, solvesOf } from './blind-question.js';
import { missingOf } from './draft-questions.js';
import { callFor, type GenerationDeps } from './generation-deps.js';
import { keepDraft, passageText, type QuizInWork, textsOf } from './quiz-in-work.js';

/** Questions that one call solves. */
const AT_ONCE = 5;

/**
 * Has drafts solved that no check refuses, by a model that sees passage and question without the key: twice, with what
 * there is to choose in another order, and as long as questions are missing. What each call gave is kept.
 * @throws Failure Superseded, and those of the writer.
 */
export async function solveQuestions(
  deps: GenerationDeps,
  { quiz, draft: checked }: QuizInWork,
  signal: AbortSignal,
): Promise<QuizDraft> {
  const { solve } = deps.questionWriter;
  let draft = checked;
  for (;;) {
    const missing = await missingOf(deps, { quiz, draft });
    const next = nextToSolve(draft, missing);
    if (!solve || next.length === 0) return draft;
    const textOf = await textsOf(deps, { quiz, draft });
    const blind = next.map((held) => blindOf(held, passageText(draft, textOf, held.ref) ?? ''));
    const solved = await solve(blind, callFor(deps, quiz, signal));
    const judged = new Map(next.map((held, at) => [held.id, judge(held, solved[at] ?? null)]));
    const questions = draft.questions.map((held) => judged.get(held.id) ?? held);
    draft = await keepDraft(deps, { quiz, draft: { ...draft, questions } });
  }
}

/** First those that were solved once, so that they can be taken; those of one call have as many solves behind them. */
function nextToSolve({ questions }: QuizDraft, missing: number): HeldQuestion[] {
  const open = questions.filter(isToSolve).toSorted((a, b) => solvesOf(b) - solvesOf(a));
  const [first] = open;
  if (!first) return [];
  return open.filter((held) => solvesOf(held) === solvesOf(first)).slice(0, Math.min(AT_ONCE, missing));
}
