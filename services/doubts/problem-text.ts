import type { DoubtMessage } from '../../db/models/doubt-message.js';

/** What is asked, with what was read in the picture of the problem. */
export const problemText = ({ question, imageText }: Pick<DoubtMessage, 'question' | 'imageText'>): string =>
  imageText ? `${question}\n\n${imageText}` : question;
