import type { QuestionKind } from '../../domain/quizzes/question.js';
import type { IdempotentRequest } from '../shared/idempotency.js';
import type { Caller } from '../shared/lock-caller.js';
import type { QuizAbout } from './quiz-source.js';
import { type QuizDeps, requestQuiz } from './request-quiz.js';

/** What a student wishes to have cards of: a lesson, or materials. */
export interface CardsWish extends Omit<QuizAbout, 'topic'> {
  count: number;
}

/** Kinds of question that can be answered without options. */
const CARD_KINDS: QuestionKind[] = ['short-text', 'numeric'];

/** Of rules, also a gap to choose for: it can be filled without what there is to choose from. */
const CARD_KINDS_OF_RULES: QuestionKind[] = [...CARD_KINDS, 'single-choice'];

/**
 * Queues cards that are generated.
 * @returns the id of their making
 * @throws those of requestQuiz.
 */
export function requestCards(
  deps: QuizDeps,
  { wish, ...request }: { caller: Caller; wish: CardsWish; idempotent: IdempotentRequest | undefined },
): Promise<string> {
  const kinds = deps.answerer.provider === 'offline' ? CARD_KINDS_OF_RULES : CARD_KINDS;
  return requestQuiz(deps, { ...request, wish: { ...wish, kinds, makes: 'cards', source: 'generated' } });
}
