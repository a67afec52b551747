import type { HandedIn, Marked } from '../../db/queries/quiz-answers.js';
import { gradeAnswer } from '../../domain/quizzes/grading/grade-answer.js';

/** A question that was handed in, with its mark. */
export type Graded = HandedIn & Marked & { isAnswered: boolean };

/** Grades the answer to a question; without one the mark is 0. */
export function gradeHandedIn(question: HandedIn): Graded {
  const { mark, rule, problem = null } = gradeAnswer(question.form, question.key, question.answer);
  return { ...question, mark, rule, problem, isAnswered: question.answer !== null };
}
