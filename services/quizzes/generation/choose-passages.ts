import { listAskedPlaces, listPassages, type QuotePlace } from '../../../db/queries/generation.js';
import { evenlyFresh, planPassages } from '../../../domain/quizzes/generation/plan-passages.js';
import type { QuizDraft } from '../../../domain/quizzes/generation/quiz-draft.js';
import { isAskedFor, sourceKey } from '../../../domain/text/source-ref.js';
import { placeOf, type SourceSpan, withoutOverlap } from '../../../domain/text/source-spans.js';
import type { GenerationDeps } from './generation-deps.js';
import { keepDraft, type QuizInWork } from './quiz-in-work.js';

/** More is drafted than is missing: some of it will be refused. */
export const MARGIN = 1.25;

/**
 * Adds the passages of a round to a draft, and says which of them are to be drafted from now.
 * @throws Failure Superseded.
 */
export async function choosePassages(
  deps: GenerationDeps,
  { quiz, draft, missing }: QuizInWork & { missing: number },
): Promise<QuizDraft> {
  const chosen = new Set(draft.chunkIds);
  const passages = (await listPassages(deps.db, quiz)).filter(({ id }) => !chosen.has(id));
  const count = Math.ceil(missing * MARGIN * deps.questionWriter.passages.aQuestion);
  const chunkIds = planPassages(passages, { count, seed: quiz.seed });
  // A chunk may go over the edge of the pages that were asked for.
  const read = (await deps.source.read(quiz.userId, chunkIds)).filter((span) => isAskedFor(quiz, span));
  const apart = withoutOverlap(read);
  const first = draft.spans.length + 1;
  const asked = await listAskedPlaces(deps.db, quiz);
  const refs = apart.map((_, at) => first + at);
  // A chunk over several short pages, as of slides, is several passages: a model is paid for each, rules want all.
  const isRules = deps.questionWriter.name === 'offline';
  const wanted = isRules ? refs : evenlyFresh(refs, count, (ref) => wasAsked(apart[ref - first], asked));
  const again = passagesAgain(deps, draft).slice(0, Math.max(0, count - wanted.length));
  const next = {
    ...draft,
    rounds: draft.rounds + 1,
    chunkIds: [...draft.chunkIds, ...chunkIds],
    spans: [...draft.spans, ...apart.map(placeOf)],
    pending: [...draft.pending, ...wanted, ...again],
  };
  return keepDraft(deps, { quiz, draft: next });
}

/** Whether the student was asked of a passage before. */
const wasAsked = (span: SourceSpan | undefined, asked: readonly QuotePlace[]): boolean =>
  span !== undefined &&
  asked.some((place) => sourceKey(place) === sourceKey(span) && place.start >= span.start && place.start < span.end);

/**
 * Passages of earlier rounds, those of which the fewest questions were drafted first: a model writes another one.
 * Rules would write the same again.
 */
export function passagesAgain({ questionWriter }: GenerationDeps, { spans, questions }: QuizDraft): number[] {
  if (questionWriter.name === 'offline') return [];
  const drafted = (ref: number) => questions.filter((question) => question.ref === ref).length;
  return spans.map((_, at) => at + 1).toSorted((a, b) => drafted(a) - drafted(b));
}
