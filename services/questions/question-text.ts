import type { Question } from '../../db/models/question.js';

/** What is asked, with what was read in the image of the problem. */
export const questionText = ({ question, imageText }: Pick<Question, 'question' | 'imageText'>): string =>
  imageText ? `${question}\n\n${imageText}` : question;
