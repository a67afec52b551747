import { createHash } from 'node:crypto';
import { composeQuestion } from '../../domain/quizzes/compose-question.js';
import type { DraftAnswer } from '../../domain/quizzes/draft-question.js';
import { gradeAnswer } from '../../domain/quizzes/grading/grade-answer.js';
import { readAnswer } from '../../domain/quizzes/grading/read-answer.js';
import { modelAnswer } from '../../domain/quizzes/model-answer.js';

/** The same for a text at every load, and telling nothing of it. */
const idOf = (side: string, text: string): string =>
  createHash('sha256').update(`${side} ${text}`).digest('hex').slice(0, 12);

/** Form and key of a written question. */
export const composeWritten = (question: DraftAnswer) => composeQuestion(question, idOf);

/**
 * Whether its own right answer gets the full mark. A key that grading cannot read, such as one in an unknown unit, would
 * keep every attempt that has it from its end.
 */
export function canBeAnswered(question: DraftAnswer): boolean {
  const { form, key } = composeWritten(question);
  try {
    const read = readAnswer(form, modelAnswer(key));
    return 'answer' in read && gradeAnswer(form, key, read.answer).mark === 1;
  } catch {
    return false;
  }
}
