import { Problem } from '../../domain/problems.js';
import { readAnswer } from '../../domain/quizzes/grading/read-answer.js';
import type { GivenAnswer, QuestionForm } from '../../domain/quizzes/question.js';

/**
 * An answer that a question may have; null stays null.
 * @param pointer where it stands in the body
 * @throws Problem invalid-request for one that could not be meant.
 */
export function parseAnswer(form: QuestionForm, answer: GivenAnswer | null, pointer: string): GivenAnswer | null {
  if (answer === null) return null;
  const read = readAnswer(form, answer);
  if ('answer' in read) return read.answer;
  const errors = [{ pointer, detail: read.refusal }];
  throw new Problem('invalid-request', 'This is no answer to the question; nothing was changed.', { errors });
}
