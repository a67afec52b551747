import type { NewCard } from '../../db/queries/cards.js';
import { cardOfQuestion } from '../../domain/quizzes/card-of-question.js';
import { isRight } from '../../domain/quizzes/result.js';
import { optionsOf } from '../../domain/quizzes/right-answer.js';
import type { GivenAnswer } from '../mastery/record-answers.js';
import type { Graded } from './grade-handed-in.js';

/** The natural key of the card of a question. */
export const cardKeyOf = (questionId: string): string => `quiz-question:${questionId}`;

/** The card of a question that was answered wrong; there is one a question, however often that happens. */
export const cardOf = (question: Graded): NewCard => ({
  ...({ origin: 'answer', originKey: cardKeyOf(question.questionId) } as const),
  ...{ topicId: question.topicId, lessonId: question.lessonId },
  ...cardOfQuestion(question),
});

/** What an answer says of the student's knowledge of its topic; undefined where the question is of none. */
export function topicAnswerOf(
  question: Graded,
  { attemptId, endedAt }: { attemptId: string; endedAt: Date },
): GivenAnswer | undefined {
  const { questionId, topicId, kind, form, answeredAt } = question;
  if (topicId === null) return undefined;
  return {
    ...{ cause: `quiz:${attemptId}:${questionId}`, topicId, kind, isRight: isRight(question) },
    options: optionsOf(form).length || null,
    at: answeredAt && answeredAt < endedAt ? answeredAt : endedAt,
  };
}
