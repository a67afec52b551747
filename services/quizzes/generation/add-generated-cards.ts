import type { Transaction } from 'objection';
import type { Quiz } from '../../../db/models/quiz.js';
import { insertCards, type NewCard } from '../../../db/queries/cards.js';
import type { GeneratedQuestion } from '../../../db/queries/generation.js';
import { cardWithoutOptions } from '../../../domain/quizzes/card-of-question.js';

/** Makes a card of each question, with the quote that the question rests on. */
export async function addGeneratedCards(
  { userId }: Quiz,
  questions: readonly GeneratedQuestion[],
  trx: Transaction,
): Promise<void> {
  await insertCards(trx, userId, questions.map(cardOf));
}

const cardOf = ({ id, topicId, lessonId, ...question }: GeneratedQuestion): NewCard => ({
  ...({ origin: 'generated', originKey: `generated:${id}`, questionId: id } as const),
  ...{ topicId, lessonId, ...cardWithoutOptions(question) },
});
