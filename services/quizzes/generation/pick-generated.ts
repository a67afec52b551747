import type { Transaction } from 'objection';
import type { Quiz } from '../../../db/models/quiz.js';
import { type EarlierQuestion, listEarlierQuestions } from '../../../db/queries/earlier-questions.js';
import type { DraftQuestion } from '../../../domain/quizzes/draft-question.js';
import { draftOf } from '../../../domain/quizzes/generation/draft-of.js';
import { longKeysTooMany } from '../../../domain/quizzes/generation/long-keys.js';
import { EMPTY_DRAFT, type HeldQuestion, isAccepted } from '../../../domain/quizzes/generation/quiz-draft.js';
import { pickQuestions } from '../../../domain/quizzes/pick-questions.js';
import { type SourceRef, sourceKey } from '../../../domain/text/source-ref.js';
import { checkPart, type TextOf, textFinder, type VerifiedQuote } from '../../../domain/tutor/checked-answer.js';
import type { GenerationDeps } from './generation-deps.js';

/** A question that a quiz may have, with its quote, which stands there. */
interface OfferedQuestion {
  id: string;
  question: DraftQuestion;
  quote: VerifiedQuote;
  /** When a quiz of the student had it last; null for a draft. */
  askedAt: Date | null;
  /** Null for one that is stored already. */
  held: HeldQuestion | null;
}

/** What a quiz is given: all its ids, and what is to be stored of these. */
export interface PickedQuestions {
  ids: string[];
  drafts: { held: HeldQuestion; quote: VerifiedQuote }[];
  /** The text behind the number of a draft's passage. */
  textOf: TextOf;
}

/**
 * Picks the generated questions of a quiz, as many as it may have: drafts that were accepted, and where these are too
 * few, those of the same source that the student was asked longest ago. Each has a quote that stands in its text, and
 * pages are held until the transaction ends. Cards are of drafts alone: the student has those of before.
 */
export async function pickGenerated(
  { source }: Pick<GenerationDeps, 'source'>,
  quiz: Quiz,
  count: number,
  trx: Transaction,
): Promise<PickedQuestions> {
  const { questions, spans } = quiz.draft ?? EMPTY_DRAFT;
  const earlier = quiz.makes === 'cards' ? [] : await listEarlierQuestions(trx, quiz);
  const places: SourceRef[] = [...spans, ...earlier.map(({ place }) => place)];
  const textOf = textFinder<SourceRef>(places, await source.lock(quiz.userId, places, trx));
  const offered = [
    ...questions.filter(isAccepted).flatMap((held) => draftedFrom(held, textOf)),
    ...earlier.flatMap((one, at) => askedBefore(one, spans.length + at + 1, textOf)),
  ];
  const picked = pick(offered, { count, seed: quiz.seed });
  const drafts = picked.flatMap(({ held, quote }) => (held ? [{ held, quote }] : []));
  return { ids: picked.map(({ id }) => id), drafts, textOf };
}

function draftedFrom(held: HeldQuestion, textOf: TextOf): OfferedQuestion[] {
  const { id, question, ref } = held;
  const quote = standing({ ref, quote: question.evidence.quote }, textOf);
  return quote ? [{ id, question, quote, askedAt: null, held }] : [];
}

function askedBefore(earlier: EarlierQuestion, ref: number, textOf: TextOf): OfferedQuestion[] {
  const { id, askedAt } = earlier;
  const quote = standing({ ref, quote: earlier.quote }, textOf);
  return quote ? [{ id, question: draftOf(earlier), quote, askedAt, held: null }] : [];
}

const standing = (citation: { ref: number; quote: string }, textOf: TextOf): VerifiedQuote | undefined =>
  checkPart({ text: '', citations: [citation] }, textOf).quotes[0];

/** Spread over kinds and places, as written ones are; without those whose keys would be the longest too often. */
function pick(questions: readonly OfferedQuestion[], wish: { count: number; seed: string }): OfferedQuestion[] {
  const candidates = questions.map(({ id, question, quote, askedAt }) => ({
    ...{ id, kind: question.kind, section: sourceKey(quote), askedAt },
  }));
  const ids = new Set(pickQuestions(candidates, wish));
  const picked = questions.filter(({ id }) => ids.has(id));
  const tooMany = longKeysTooMany(picked);
  if (tooMany.length === 0) return picked;
  return pick(
    questions.filter((one) => !tooMany.includes(one)),
    wish,
  );
}
