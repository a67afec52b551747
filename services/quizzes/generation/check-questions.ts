import { listPassages } from '../../../db/queries/generation.js';
import { checkQuestion } from '../../../domain/quizzes/checks/check-question.js';
import type { Check, CheckContext } from '../../../domain/quizzes/checks/flaw.js';
import { meaningOf } from '../../../domain/quizzes/checks/twin.js';
import type { DraftQuestion } from '../../../domain/quizzes/draft-question.js';
import {
  type HeldQuestion,
  isSound,
  MAX_ROUNDS,
  type QuizDraft,
} from '../../../domain/quizzes/generation/quiz-draft.js';
import type { Run } from '../../../domain/runs/flows.js';
import type { TextOf } from '../../../domain/tutor/checked-answer.js';
import { languageOf } from '../../../domain/tutor/support/language-of.js';
import { canBeAnswered } from '../../content/compose-written.js';
import { passagesAgain } from './choose-passages.js';
import { missingOf } from './draft-questions.js';
import type { GenerationDeps } from './generation-deps.js';
import { type Known, knownQuestions } from './known-questions.js';
import { keepDraft, type QuizInWork, readQuiz, textsOf } from './quiz-in-work.js';
import { solveQuestions } from './solve-questions.js';

/**
 * Holds every draft against the rules and its quote against the text that it is said to stand in, and has a chat
 * model's drafts solved by one that does not know the key. Each verdict is kept in the row.
 * @returns whether another round of drafting is worth it
 * @throws Failure Superseded, and those of the writer.
 */
export async function checkQuestions(deps: GenerationDeps, run: Run, signal: AbortSignal): Promise<'enough' | 'more'> {
  const { quiz, draft: drafted } = await readQuiz(deps, run);
  const textOf = await textsOf(deps, { quiz, draft: drafted });
  const known = await knownQuestions(deps, { quiz, draft: drafted }, signal);
  const checked = await keepDraft(deps, { quiz, draft: checkDraft(drafted, textOf, known) });
  const draft = await solveQuestions(deps, { quiz, draft: checked }, signal);
  return (await isEnough(deps, { quiz, draft })) ? 'enough' : 'more';
}

async function isEnough(deps: GenerationDeps, { quiz, draft }: QuizInWork): Promise<boolean> {
  if (draft.rounds >= MAX_ROUNDS || (await missingOf(deps, { quiz, draft })) === 0) return true;
  if (passagesAgain(deps, draft).length > 0) return false;
  const chosen = new Set(draft.chunkIds);
  return (await listPassages(deps.db, quiz)).every(({ id }) => chosen.has(id));
}

/** Gives each draft that has none its verdict, held against what the student knows and the sound drafts before it. */
function checkDraft(draft: QuizDraft, textOf: TextOf, { known, similarity }: Known): QuizDraft {
  const others = [...known, ...draft.questions.filter(isSound).map(({ question }) => question)];
  const all = draft.spans.map((_, at) => textOf(at + 1)?.text ?? '').join('\n');
  const check = (held: HeldQuestion): HeldQuestion => {
    if (held.verdict) return held;
    const { question } = held;
    // What rests on several sentences may have them on several pages; where its quote stands is its own page's.
    const text = textOf(held.ref)?.text ?? '';
    const source = question.evidence.further ? all : text;
    const alike = (other: DraftQuestion) => similarity(meaningOf(question), meaningOf(other));
    const flaws = flawsOf(question, { source, others, language: languageOf(text), similarity: alike });
    if (flaws.length === 0) others.push(question);
    return { ...held, verdict: { flaws, solves: [] } };
  };
  return { ...draft, questions: draft.questions.map(check) };
}

function flawsOf(question: DraftQuestion, context: CheckContext): Check[] {
  const flaws = checkQuestion(question, context).map(({ check }) => check);
  if (flaws.length === 0 && !canBeAnswered(question)) return ['shape'];
  return [...new Set(flaws)];
}
