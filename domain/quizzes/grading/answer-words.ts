import { foldText } from '../../text/fold-text.js';

const ARTICLE = /^(?:the|an?) (?=.)/;

/**
 * The words of a short answer, as two are compared: without case, accents, punctuation and the article at the front.
 * Signs of numbers and formulas stay: 1.5 is not 15, and Na+ is not Na-.
 */
export const answerWords = (text: string): string[] =>
  foldText(text)
    .replace(/\p{Pd}|\u2212/gu, '-')
    .replace(/(?<=\d),(?=\d)/gu, '.')
    .replace(/(?<=\p{L})-(?=[\p{L}\d])/gu, ' ')
    .replace(/['’‘`´"“”«»„…()[\]{}!?;:]|[.,](?!\d)|\p{Cf}/gu, ' ')
    .replace(/_/g, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(ARTICLE, '')
    .split(' ')
    .filter((word) => word !== '');
