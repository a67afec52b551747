import { v7 as uuidv7 } from 'uuid';
import { listKnownQuestions, listPassages } from '../../../db/queries/generation.js';
import { evenly, planPassages } from '../../../domain/quizzes/generation/plan-passages.js';
import { type HeldQuestion, isAccepted, type QuizDraft } from '../../../domain/quizzes/generation/quiz-draft.js';
import { QUESTION_KINDS } from '../../../domain/quizzes/question.js';
import type { Run } from '../../../domain/runs/flows.js';
import { placeOf, withoutOverlap } from '../../../domain/text/source-spans.js';
import { writtenQuestions } from '../written-questions.js';
import { callFor, type GenerationDeps } from './generation-deps.js';
import { isAskedFor, keepDraft, passageText, type QuizInWork, readQuiz, textsOf } from './hold-quiz.js';

/** More is drafted than is missing: some of it will be refused. */
const MARGIN = 1.25;

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
  let draft = held.rounds < round ? await choosePassages(deps, run, { quiz, draft: held }, missing) : held;
  const known = (await listKnownQuestions(deps.db, quiz, [])).map(({ stem }) => stem);
  while (draft.pending.length > 0) {
    draft = await draftSome(deps, run, { quiz, draft }, { known, missing }, signal);
  }
}

/** How many questions a quiz still lacks. */
export async function missingOf(deps: GenerationDeps, { quiz, draft }: QuizInWork): Promise<number> {
  const written = await writtenQuestions(deps.db, quiz);
  return Math.max(0, quiz.wished - written.length - draft.questions.filter(isAccepted).length);
}

async function choosePassages(
  deps: GenerationDeps,
  run: Run,
  { quiz, draft }: QuizInWork,
  missing: number,
): Promise<QuizDraft> {
  const chosen = new Set(draft.chunkIds);
  const passages = (await listPassages(deps.db, quiz)).filter(({ id }) => !chosen.has(id));
  const count = Math.ceil(missing * MARGIN * deps.questionWriter.passages.aQuestion);
  const chunkIds = planPassages(passages, { count, seed: quiz.seed });
  const read = (await deps.source.read(quiz.userId, chunkIds)).filter((span) => isAskedFor(quiz, span));
  const apart = withoutOverlap(read);
  // A chunk over several short pages, as of slides, is several passages: a model is paid for each, rules want all.
  const spans = deps.questionWriter.name === 'offline' ? apart : evenly(apart, count);
  const first = draft.spans.length + 1;
  const again = passagesAgain(deps, draft).slice(0, Math.max(0, count - spans.length));
  return keepDraft(deps, run, {
    ...draft,
    rounds: draft.rounds + 1,
    chunkIds: [...draft.chunkIds, ...chunkIds],
    spans: [...draft.spans, ...spans.map(placeOf)],
    pending: [...draft.pending, ...spans.map((_, at) => first + at), ...again],
  });
}

/**
 * Passages that were drafted from before, those with the fewest accepted questions first: a model writes another one.
 * Rules would write the same again.
 */
export function passagesAgain({ questionWriter }: GenerationDeps, { spans, questions }: QuizDraft): number[] {
  if (questionWriter.name === 'offline') return [];
  const accepted = questions.filter(isAccepted).map(({ ref }) => ref);
  const countOf = (ref: number) => accepted.filter((one) => one === ref).length;
  return spans.map((_, at) => at + 1).toSorted((a, b) => countOf(a) - countOf(b));
}

async function draftSome(
  deps: GenerationDeps,
  run: Run,
  { quiz, draft }: QuizInWork,
  { known, missing }: { known: readonly string[]; missing: number },
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
    known: [...stems, ...known].slice(0, MOST_STEMS),
  };
  const drafted = passages.length === 0 ? [] : await questionWriter.draft(order, passages, callFor(deps, quiz, signal));
  const by = { provider: questionWriter.name, model: questionWriter.model };
  const questions = drafted.map(
    ({ ref, question }): HeldQuestion => ({ id: uuidv7(), ref, question, by, verdict: null }),
  );
  return keepDraft(deps, run, {
    ...draft,
    pending: draft.pending.filter((ref) => !refs.includes(ref)),
    questions: [...draft.questions, ...questions],
  });
}

/** Stems that a model is told of. */
const MOST_STEMS = 40;
