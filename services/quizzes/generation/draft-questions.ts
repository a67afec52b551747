import { v7 as uuidv7 } from 'uuid';
import { listGenerated } from '../../../db/queries/generation.js';
import { longKeysTooMany } from '../../../domain/quizzes/generation/long-keys.js';
import { type HeldQuestion, isAccepted, type QuizDraft } from '../../../domain/quizzes/generation/quiz-draft.js';
import { QUESTION_KINDS } from '../../../domain/quizzes/question.js';
import type { Run } from '../../../domain/runs/flows.js';
import { writtenQuestions } from '../written-questions.js';
import { choosePassages, MARGIN } from './choose-passages.js';
import { callFor, type GenerationDeps } from './generation-deps.js';
import { keepDraft, passageText, type QuizInWork, readQuiz, textsOf } from './quiz-in-work.js';

/**
 * Drafts questions from passages of a quiz's source, and keeps each call's in its row: a worker that is lost pays for
 * none twice. Each round chooses passages that no round before had, and where these are too few, others again.
 * @param input.round from 1
 * @throws Failure Superseded, and those of the writer.
 */
export async function draftQuestions(
  deps: GenerationDeps,
  { round, ...run }: Run & { round: number },
  signal: AbortSignal,
): Promise<void> {
  const { quiz, draft: held } = await readQuiz(deps, run);
  const missing = await missingOf(deps, { quiz, draft: held });
  let draft = held.rounds < round ? await choosePassages(deps, { quiz, draft: held, missing }) : held;
  const known = (await listGenerated(deps.db, quiz)).map(({ stem }) => stem);
  while (draft.pending.length > 0) {
    draft = await draftSome(deps, { quiz, draft, known, missing }, signal);
  }
}

/** How many questions a quiz still lacks. */
export async function missingOf(deps: GenerationDeps, { quiz, draft }: QuizInWork): Promise<number> {
  const written = await writtenQuestions(quiz, deps.db);
  const accepted = draft.questions.filter(isAccepted);
  return Math.max(0, quiz.wished - written.length - accepted.length + longKeysTooMany(accepted).length);
}

async function draftSome(
  deps: GenerationDeps,
  { quiz, draft, known, missing }: QuizInWork & { known: readonly string[]; missing: number },
  signal: AbortSignal,
): Promise<QuizDraft> {
  const { questionWriter } = deps;
  const textOf = await textsOf(deps, { quiz, draft });
  const refs = draft.pending.slice(0, questionWriter.passages.aCall);
  const passages = refs.flatMap((ref) => {
    const text = passageText(draft, textOf, ref);
    return text === undefined ? [] : [{ ref, text }];
  });
  const stems = draft.questions.map(({ question }) => question.stem);
  const order = {
    count: Math.min(passages.length, Math.ceil(missing * MARGIN)),
    kinds: quiz.kinds ?? QUESTION_KINDS,
    difficulty: quiz.difficulty,
    known: [...stems, ...known].slice(0, MAX_STEMS),
  };
  const drafted = passages.length === 0 ? [] : await questionWriter.draft(order, passages, callFor(deps, quiz, signal));
  const by = { provider: questionWriter.name, model: questionWriter.model };
  const questions = drafted.map(
    ({ ref, question }): HeldQuestion => ({ id: uuidv7(), ref, question, by, verdict: null }),
  );
  const next = {
    ...draft,
    pending: draft.pending.filter((ref) => !refs.includes(ref)),
    questions: [...draft.questions, ...questions],
  };
  return keepDraft(deps, { quiz, draft: next });
}

/** Stems that a model is told of. */
const MAX_STEMS = 40;
